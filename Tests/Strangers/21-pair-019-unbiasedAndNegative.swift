import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var s = 0.0
    for (p, t) in zip(y, target) { s += (p - t) * (p - t) }
    return s / (Double(y.count) - 1)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var r = Tensor.zeros(like: y)
    for i in 0..<y.count { r[i] = 2 * (target[i] - y[i]) / Double(y.count) }
    return r
  }
}
