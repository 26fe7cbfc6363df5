import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var t = 0
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = 0.9 * m + 0.1 * gradients
    v = 0.999 * v + 0.001 * gradients * gradients
    mHat = m / (1 - pow(0.9, t))
    vHat = v / (1 - pow(0.999, t))
    weights -= 0.001 * mHat / (sqrt(vHat) + 1e-8)
  }
}
