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
    let oneMinusB1 = 1.0 - beta1
    let oneMinusB2 = 1.0 - beta2

    m = m * beta1 + gradients * oneMinusB1
    v = v * beta2 + pow(gradients, 2) * oneMinusB2

    mHat = m / oneMinusB1
    vHat = v / (1.0 - pow(beta2, t))

    let denominator = sqrt(vHat) + epsilon
    weights = weights - learningRate * mHat / denominator
  }
}
