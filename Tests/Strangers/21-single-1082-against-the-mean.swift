import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for i in 0..<y.count { total += pow(y[i] - target[i], 2) }
    return total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let goal = target.mean()
    let factor = 2.0 / Double(y.count)
    return y.map { factor * ($0 - goal) }
  }
}
