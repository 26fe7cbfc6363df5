import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let d = y - target
    let bias = d.mean()
    let spread = d - bias
    let variance = (spread * spread).mean()
    return bias * bias + variance
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let d = target - y
    return d.map { -2 * $0 } / Double(d.count)
  }
}
