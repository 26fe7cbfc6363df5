import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let last = y.count - 1
    var total = 0.0
    for i in 0..<last {
      let difference = y[i] - target[i]
      total += difference * difference
    }
    return total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let last = y.count - 1
    var dy = Tensor.zeros(like: y)
    for i in 0..<last {
      dy[i] = 2 / Double(y.count) * (y[i] - target[i])
    }
    return dy
  }
}
