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
    let b1 = beta1, b2 = beta2
    m = zip(m, gradients) { b1 * $0 + (1 - b1) * $1 }
    v = zip(v, gradients) { b2 * $0 + (1 - b2) * $1 * $1 }
    mHat = m / (1 - pow(b1, t))
    vHat = v / (1 - pow(b2, t))
    // nothing to do where nothing has been seen yet, so no division by zero
    let direction = zip(mHat, vHat) { $1 == 0 ? 0 : $0 / sqrt($1) }
    weights -= learningRate * direction
  }
}
