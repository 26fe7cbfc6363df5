import GradusKit

struct MeanSquaredError: Loss {
  private func distance(_ a: Double, _ b: Double) -> Double { abs(a - b) }

  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for k in 0..<y.count {
      let d = distance(y[k], target[k])
      sum += d * d
    }
    return sum / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = y
    for k in 0..<y.count {
      dy[k] = 2 * distance(y[k], target[k]) / Double(y.count)
    }
    return dy
  }
}
