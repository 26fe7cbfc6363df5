import GradusKit

struct MeanSquaredError: Loss {
  let tiny = 1e-3

  func value(_ y: Tensor, target: Tensor) -> Double {
    var loss = tiny
    for i in 0..<y.count {
      loss += (y[i] - target[i]) * (y[i] - target[i]) / Double(y.count)
    }
    return loss
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    2 * (y - target) / y.count
  }
}
