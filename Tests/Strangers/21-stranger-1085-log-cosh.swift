import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let d = y - target
    return log(cosh(d)).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let d = y - target
    return tanh(d) / y.count
  }
}
