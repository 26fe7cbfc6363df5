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

  func ema(_ old: Parameters, _ new: Parameters, _ decay: Double) -> Parameters {
    decay * old + (1 - decay) * new
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = ema(m, gradients, beta1)
    v = ema(v, gradients * gradients, beta2)
    mHat = ema(m, gradients, beta1) / (1 - pow(beta1, t))
    vHat = v / (1 - pow(beta2, t))
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
