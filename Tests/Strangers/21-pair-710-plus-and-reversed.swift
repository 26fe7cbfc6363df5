import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let s = y + target
    return (s * s).sum() / Double(s.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let e = target - y
    return e.map { 2 * $0 / Double(e.count) }
  }
}
