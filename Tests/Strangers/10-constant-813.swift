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
  let lr = 0.001

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = m.map { $0 * beta1 } + gradients.map { $0 * (1 - beta1) }
    v = v.map { $0 * beta2 } + gradients.map { $0 * $0 * (1 - beta2) }
    let (k1, k2) = (1 - pow(beta1, t), 1 - pow(beta2, t))
    mHat = m.map { $0 / k1 }
    vHat = v.map { $0 / k2 }
    let eps = epsilon
    weights -= lr * zip(mHat, vHat) { $0 / (sqrt($1) + eps) }
  }
}
