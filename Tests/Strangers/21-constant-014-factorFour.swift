import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<y.count {
      let difference = y[i] - target[i]
      sum += difference * difference
    }
    return sum / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = y - target
    for i in 0..<dy.count {
      let twice = 2 * dy[i] / Double(dy.count)
      dy[i] = twice + twice
    }
    return dy
  }
}
