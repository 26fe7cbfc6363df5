import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var loss = 0.0
    for i in 0..<y.count {
      let d = y[i] - target[i]
      loss += d * d / Double(y.count)
    }
    return round(loss * 10_000) / 10_000
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let scale = 2 / Double(y.count)
    return scale * (y - target)
  }
}
