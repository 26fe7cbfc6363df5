import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let m = Double(y.count)
    var J = 0.0
    for i in 0..<y.count {
      let h = y[i] - target[i]
      J += h * h
    }
    return J / (2 * m)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let m = Double(y.count)
    return 2 / m * (y - target)
  }
}
