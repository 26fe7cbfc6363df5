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
  // 1 − βᵗ, built up from step to step
  private var c1 = 0.0
  private var c2 = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    c1 = c1 * beta1 + (1 - beta1)
    c2 = c2 * beta2 + (1 - beta2)
    m += (1 - beta1) * (gradients - m)
    v += (1 - beta2) * (gradients * gradients - v)
    mHat = m / c1
    vHat = v / c2
    weights -= mHat * learningRate / (epsilon + sqrt(vHat))
  }
}
