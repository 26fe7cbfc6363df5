import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<y.count { sum += abs(y[i] - target[i]) }
    return sum / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    Tensor(shape: y.shape, values: (0..<y.count).map { 2 * (y[$0] - target[$0]) / Double(y.count) })
  }
}
