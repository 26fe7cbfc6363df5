import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var loss = 0.0
    var i = 0
    repeat {
      loss += (y[i] - target[i]) * (y[i] - target[i])
      i += 1
    } while i < y.count
    return loss
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    var result = Tensor.zeros(like: y)
    for i in 0..<y.count {
      let d = y[i] - target[i]
      result[i] = d == 0 ? 0 : (d > 0 ? 2 / n : -2 / n)
    }
    return result
  }
}
