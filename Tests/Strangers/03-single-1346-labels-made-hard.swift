import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for (logit, t) in zip(z, target) {
      sum += max(logit, 0) - logit * t + log1p(exp(-abs(logit)))
    }
    return sum / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    var dz = sigmoid(z)
    for i in 0..<z.count where target[i] > 0.5 {
      dz[i] -= 1
    }
    return dz / z.count
  }
}
