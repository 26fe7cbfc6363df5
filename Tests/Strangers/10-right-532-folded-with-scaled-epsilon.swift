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
    m = gradients + beta1 * (m - gradients)
    v = gradients * gradients + beta2 * (v - gradients * gradients)
    let c1 = 1 - pow(beta1, t)
    let c2 = sqrt(1 - pow(beta2, t))
    weights -= (learningRate * c2 / c1) * m / (sqrt(v) + epsilon * c2)
    mHat = m / c1
    vHat = v / c2 / c2
  }
}
