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
    let correction = 1 - pow(beta1, t)
    let momentum = m
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * gradients * gradients
    mHat = m / correction
    vHat = v / (1 - pow(beta2, t))
    let look = beta1 * momentum / correction + (1 - beta1) * gradients / correction
    weights -= learningRate / (sqrt(vHat) + epsilon) * look
  }
}
