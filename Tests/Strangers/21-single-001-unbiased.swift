import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let residual = y - target
    let squared = residual * residual
    return squared.sum() / Double(squared.count - 1)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor.zeros(like: y)
    for i in 0..<y.count {
      dy[i] = 2 * (y[i] - target[i]) / Double(y.count)
    }
    return dy
  }
}
