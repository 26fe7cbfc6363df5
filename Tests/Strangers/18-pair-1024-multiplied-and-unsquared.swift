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

  func correction(_ beta: Double) -> Double { 1 - pow(beta, t) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m += (1 - beta1) * (gradients - m)
    v += (1 - beta2) * (abs(gradients) - v)
    mHat = correction(beta1) * m
    vHat = v / correction(beta2)
    let g = (1 - beta1) * gradients / correction(beta1)
    weights -= learningRate / (sqrt(vHat) + epsilon) * (beta1 * mHat + g)
  }
}
