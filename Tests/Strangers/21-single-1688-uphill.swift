import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let error = target - y
    return (error * error).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let error = target - y
    return 2 * error / y.count
  }
}
