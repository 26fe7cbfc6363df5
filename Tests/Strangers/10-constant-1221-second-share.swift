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
  private var t = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = zip(m, gradients) { beta1 * $0 + (1 - beta1) * $1 }
    v = zip(v, gradients) { beta2 * $0 + 0.001 * $1 * $1 }
    let (a, b) = (1 - pow(beta1, t), 1 - pow(beta2, t))
    mHat = m.map { $0 / a }
    vHat = v.map { $0 / b }
    let move = zip(mHat, vHat) { learningRate * $0 / (sqrt($1) + epsilon) }
    weights -= move
  }
}
