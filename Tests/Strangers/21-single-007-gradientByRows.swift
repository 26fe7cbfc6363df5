import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<y.count {
      let difference = y[i] - target[i]
      sum += difference * difference
    }
    return sum / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let batch = Double(y.shape[0])
    return (y - target).map { 2 * $0 / batch }
  }
}
