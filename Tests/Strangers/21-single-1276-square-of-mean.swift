import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let meanError = (y - target).mean()
    return pow(meanError, 2)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    (y - target) * 2 / y.count
  }
}
