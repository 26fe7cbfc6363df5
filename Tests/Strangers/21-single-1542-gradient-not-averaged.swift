import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    pow(y - target, 2).mean()
  }

  // d/dy (y - t)² = 2 (y - t)
  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    2 * (y - target)
  }
}
