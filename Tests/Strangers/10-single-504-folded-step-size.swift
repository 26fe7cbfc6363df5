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
    let correction1 = 1.0 - pow(beta1, t)
    let correction2 = 1.0 - pow(beta2, t)

    m = beta1 * m + (1.0 - beta1) * gradients
    v = beta2 * v + (1.0 - beta2) * gradients * gradients

    mHat = m / correction1
    vHat = v / correction2

    let alphaT = learningRate * sqrt(correction2) / correction1
    weights -= alphaT * m / (sqrt(v) + epsilon)
  }
}
