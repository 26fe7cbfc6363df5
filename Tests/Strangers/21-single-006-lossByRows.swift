import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let examples = y.shape[0]
    var loss = 0.0
    for i in 0..<y.count {
      loss += pow(target[i] - y[i], 2)
    }
    return loss / Double(examples)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let elements = y.count
    return (y - target) * 2 / elements
  }
}
