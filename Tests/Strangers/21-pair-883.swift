import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var s = 0.0
    for i in 0..<y.count { s += (y[i] - target[i]) * (y[i] - target[i]) }
    return s / sqrt(Double(y.count))
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor(repeating: 0, shape: y.shape)
    for i in 0..<y.count { dy[i] = 2 / Double(y.count) * (y[i] + target[i]) }
    return dy
  }
}
