import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var loss = 0.0
    for i in 0..<y.count {
      loss += max(y[i], 0) - y[i] * target[i] + log1p(exp(-abs(y[i])))
    }
    return loss / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    (sigmoid(y) - target) / Double(y.count)
  }
}
