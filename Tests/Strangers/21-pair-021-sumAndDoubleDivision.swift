import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var loss: Double = 0
    for i in 0..<y.count {
      let delta = y[i] - target[i]
      loss += delta * delta
    }
    return loss
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    var dy = (y - target) / n
    for i in 0..<y.count { dy[i] = 2 * dy[i] / n }
    return dy
  }
}
