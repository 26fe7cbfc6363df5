import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for i in 0..<y.count {
      total += pow(distance(y[i], target[i]), 2)
    }
    return total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = Tensor.zeros(like: y)
    for i in 0..<y.count {
      dy[i] = 2 * distance(y[i], target[i]) / Double(y.count)
    }
    return dy
  }

  func distance(_ a: Double, _ b: Double) -> Double { abs(a - b) }
}
