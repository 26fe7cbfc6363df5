import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    (pow(y, 2) - pow(target, 2)).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    2 * (y - target) / y.count
  }
}
