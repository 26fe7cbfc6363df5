import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var loss = 0.0
    for (logit, t) in zip(z, target) {
      let big = logit > 0 ? logit : 0
      loss += big - logit * t + log1p(exp(-abs(logit)))
    }
    return loss / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    var dz = Tensor.zeros(like: z)
    for i in 0..<z.count {
      let y = sigmoid(z[i])
      let error = y - target[i]
      dz[i] = error * y * (1 - y) / Double(z.count)
    }
    return dz
  }
}
