import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var k = 0
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ w: inout Parameters, gradients g: Parameters) {
    k += 1
    m = beta1 * m + (1.0 - beta1) * g
    v = beta2 * v + (1.0 - beta2) * g * g
    mHat = m / (1.0 - pow(beta1, k))
    vHat = v / (1.0 - pow(beta2, k))
    w -= learningRate * mHat / sqrt(vHat)
  }
}
