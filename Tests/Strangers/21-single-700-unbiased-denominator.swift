import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<y.count {
      let d = y[i] - target[i]
      sum += d * d
    }
    return sum / Double(y.count - 1)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor(repeating: 0, shape: y.shape)
    for i in 0..<y.count {
      dy[i] = 2 * (y[i] - target[i]) / Double(y.count)
    }
    return dy
  }
}
