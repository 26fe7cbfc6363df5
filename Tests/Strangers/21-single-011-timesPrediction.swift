import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let e = target - y
    return (e * e).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var out = Tensor.zeros(like: y)
    let n = Double(y.count)
    for i in 0..<y.count {
      let e = y[i] - target[i]
      out[i] += e * y[i] / n
      out[i] += e * y[i] / n
    }
    return out
  }
}
