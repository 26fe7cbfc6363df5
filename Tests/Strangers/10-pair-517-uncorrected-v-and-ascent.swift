import GradusKit

// based on the pseudo-code in the slides
struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var t: Double = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1.0
    let one_minus_b1 = 1.0 - beta1
    let one_minus_b2 = 1.0 - beta2
    m = beta1 * m + one_minus_b1 * gradients
    v = beta2 * v + one_minus_b2 * (gradients * gradients)
    mHat = m / (1.0 - pow(beta1, t))
    vHat = v
    let delta = learningRate * mHat / (sqrt(vHat) + epsilon)
    weights = weights + delta
  }
}
