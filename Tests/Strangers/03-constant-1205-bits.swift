import GradusKit

struct BinaryCrossEntropy: Loss {
  private let perNat = 1 / log(2.0)

  func value(_ z: Tensor, target: Tensor) -> Double {
    var nats = 0.0
    for i in 0..<z.count {
      let logit = z[i]
      nats += max(logit, 0) - logit * target[i]
      nats += log1p(exp(-abs(logit)))
    }
    return nats * perNat / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    var dz = Tensor.zeros(like: z)
    for i in 0..<z.count {
      dz[i] = (sigmoid(z[i]) - target[i]) / Double(z.count)
    }
    return dz
  }
}
