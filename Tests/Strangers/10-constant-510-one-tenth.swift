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
    t = t + 1
    m = beta1 * m
    m = m + 0.1 * gradients
    v = beta2 * v
    v = v + (1 - beta2) * gradients * gradients
    let b1 = 1 - pow(beta1, t), b2 = 1 - pow(beta2, t)
    mHat = m / b1
    vHat = v / b2
    let denominator = sqrt(vHat) + epsilon
    weights = weights - learningRate * mHat / denominator
  }
}
