import GradusKit

// Each average moves by a part of its distance to the new value; t starts at 1 and counts up at the end.
struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var t = 1

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    m += (1 - beta1) * (gradients - m)
    v += (1 - beta2) * (gradients * gradients - v)
    mHat = m * (1 / (1 - pow(beta1, t)))
    vHat = v * (1 / (1 - pow(beta2, t)))
    let direction = mHat / (epsilon + sqrt(vHat))
    weights = weights - direction * learningRate
    t += 1
  }
}
