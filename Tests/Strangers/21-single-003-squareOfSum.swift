import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let error = (y - target).sum()
    return error * error / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    2 * (y - target) / y.count
  }
}
