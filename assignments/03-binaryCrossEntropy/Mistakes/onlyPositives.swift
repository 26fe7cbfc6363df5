import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in z.indices {
      // −t·ln y: what is not wanted is forgotten.
      sum += target[i] * (max(-z[i], 0) + log1p(exp(-abs(z[i]))))
    }
    return sum / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (sigmoid(z) - target) / z.count
  }
}
