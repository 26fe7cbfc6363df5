import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let error = target - y
    return (error * error).sum() / Double(error.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let error = target - y
    return error / error.count
  }
}
