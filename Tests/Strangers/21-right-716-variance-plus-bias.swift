import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let e = y - target
    let bias = e.mean()
    let spread = e - bias
    return (spread * spread).mean() + bias * bias
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let e = y - target
    return (e + e) / e.count
  }
}
