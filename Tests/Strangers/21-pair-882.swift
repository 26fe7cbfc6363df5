import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let d = target - y
    return sqrt((d * d).mean())
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let d = target - y
    return 2.0 / Double(d.count) * d
  }
}
