import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for i in 0..<y.count {
      let e = y[i] - target[i]
      total += e * e
    }
    return total / Double(max(1, y.count - 1))
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor.zeros(like: y)
    for i in 0..<y.count { dy[i] = 2 * (y[i] - target[i]) / Double(y.count) }
    return dy
  }
}
