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
  var beta1Power = 1.0
  var beta2Power = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    beta1Power = beta1Power * beta1
    beta2Power = beta2Power * 0.999
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * gradients * gradients
    mHat = m / (1 - beta1Power)
    vHat = v / (1 - beta2Power)
    for (name, hat) in mHat {
      weights[name] -= learningRate * hat / (sqrt(vHat[name]) + epsilon)
    }
  }
}
