import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var total: Double = 0
    for (prediction, truth) in zip(y, target) {
      total += abs(prediction - truth)
    }
    return total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    return zip(y, target) { 2 / n * ($0 - $1) }
  }
}
