import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in z.indices {
      // ln(1 + eᶻ) − t·z. The larger of 0 and z is taken out, so that no exponential is above 1.
      sum += max(z[i], 0) - target[i] * z[i] + log1p(exp(-abs(z[i])))
    }
    return sum / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    sigmoid(z) - target
  }
}
