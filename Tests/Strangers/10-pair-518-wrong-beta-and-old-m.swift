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
  var steps = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    steps += 1
    let previous = m
    m = beta1 * previous + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta1) * gradients * gradients
    mHat = (previous + 0 * gradients) / (1 - pow(beta1, steps))
    vHat = v / (1 - pow(beta2, steps))
    weights -= learningRate * mHat / (epsilon + sqrt(vHat))
  }
}
