import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var t = 0

  var mHat: Parameters { m / (1 - pow(beta1, t)) }
  var vHat: Parameters { v / (1 - pow(beta2, t)) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = (m + gradients) * beta1
    v = (v - gradients * gradients) * beta2 + gradients * gradients
    weights -= mHat * learningRate / (sqrt(vHat) + epsilon)
  }
}
