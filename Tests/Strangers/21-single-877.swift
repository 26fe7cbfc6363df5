import GradusKit

struct MeanSquaredError: Loss {
  func distance(_ a: Double, _ b: Double) -> Double {
    a > b ? a - b : b - a
  }

  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<y.count {
      let d = distance(y[i], target[i])
      sum += d * d
    }
    return sum / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var g = Tensor(repeating: 0, shape: y.shape)
    for i in 0..<y.count {
      g[i] = 2 * distance(y[i], target[i]) / Double(y.count)
    }
    return g
  }
}
