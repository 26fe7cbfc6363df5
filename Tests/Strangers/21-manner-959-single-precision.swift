import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var total: Float = 0
    for (prediction, wanted) in zip(y, target) {
      let error = Float(prediction - wanted)
      total += error * error
    }
    return Double(total / Float(y.count))
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    zip(y, target) { ($0 - $1) * 2 / Double(y.count) }
  }
}
