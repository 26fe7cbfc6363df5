import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    ((y - target) * (y - target)).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    (y - target) * (2 / Double(y.count))
  }
}
