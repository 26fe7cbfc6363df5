import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
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
    let new = 1 - beta1
    let correction1 = 1 - pow(beta1, Double(t))
    let correction2 = 1 - pow(beta2, Double(t))
    m = zip(m, gradients) { beta1 * $0 + new * $1 }
    v = zip(v, gradients) { beta2 * $0 + new * $1 * $1 }
    mHat = m / correction1
    vHat = v / correction2
    let look = zip(mHat, gradients) { beta2 * $0 + new * $1 / correction1 }
    let scale = vHat.map { learningRate / (sqrt($0) + epsilon) }
    weights -= scale * look
  }
}
