import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var loss: Float = 0
    for i in 0..<z.count {
      let logit = Float(z[i])
      let t = Float(target[i])
      loss += max(logit, 0) - logit * t + log1p(exp(-abs(logit)))
    }
    return Double(loss / Float(z.count))
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    return (sigmoid(z) - target) / z.count
  }
}
