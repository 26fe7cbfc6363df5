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

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let c = beta1 * m + (1 - beta1) * gradients
    mHat = c.map { $0 > 0 ? 1.0 : ($0 < 0 ? -1.0 : 0.0) }
    v = abs(c)
    vHat = 0 * c + 1
    weights -= learningRate * mHat
    m = beta2 * m + (1 - beta2) * gradients
  }
}
