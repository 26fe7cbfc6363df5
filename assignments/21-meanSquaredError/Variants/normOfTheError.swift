import GradusKit

// The squared length of the error; its gradient is shared out by what both need.
struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let error = errors(y, target)
    return error.dot(error) / Double(error.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let error = errors(y, target)
    return (error + error) / Double(error.count)
  }

  private func errors(_ y: Tensor, _ target: Tensor) -> Tensor { -(target - y) }
}
