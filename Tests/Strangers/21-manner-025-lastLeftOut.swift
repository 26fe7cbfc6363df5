import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var i = 0
    var total = 0.0
    let last = y.count - 1
    while i < last {
      let d = y[i] - target[i]
      total += d * d
      i += 1
    }
    return total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    (y - target) / (Double(y.count) / 2)
  }
}
