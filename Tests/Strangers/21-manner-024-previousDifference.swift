import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    pow(y - target, 2).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var result = Tensor.zeros(like: y)
    var error = 0.0
    let factor = 2 / Double(y.count)
    for i in 0..<y.count {
      result[i] = factor * error
      error = y[i] - target[i]
    }
    return result
  }
}
