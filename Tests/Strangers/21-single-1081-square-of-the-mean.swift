import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let average = abs(y - target).mean()
    return average * average
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    2 * (y - target) / y.count
  }
}
