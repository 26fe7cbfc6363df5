import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum: Float = 0
    for i in 0..<y.count {
      let d = Float(y[i]) - Float(target[i])
      sum += d * d
    }
    return Double(sum / Float(y.count))
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor.zeros(like: y)
    for i in 0..<y.count {
      dy[i] = 2 * (y[i] - target[i]) / Double(y.count)
    }
    return dy
  }
}
