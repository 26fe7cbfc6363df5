import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let (b1, b2, lr, eps) = (beta1, beta2, learningRate, epsilon)
    m = zip(m + 0 * gradients, gradients) { b1 * $0 + (1 - b1) * $1 }
    v = zip(v + 0 * gradients, gradients) { b2 * $0 + (1 - b2) * $1 * $1 }
    let p1 = pow(b1, t)
    let p2 = pow(b2, t)
    mHat = m.map { $0 / 1 - p1 }
    vHat = v.map { $0 / (1 - p2) }
    let delta = zip(mHat, vHat) { lr * $0 / (sqrt($1) + eps) }
    weights -= delta
  }
}
