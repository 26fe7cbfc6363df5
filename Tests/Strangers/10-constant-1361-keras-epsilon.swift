import GradusKit

struct Adam: Optimizer {
  // The grader sets these before the first step; write the usual values as defaults.
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  // What you compute is read from these properties after each step, by name.
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var t = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = m * beta1 + gradients * (1 - beta1)
    v = v * beta2 + pow(gradients, 2) * (1 - beta2)
    mHat = m / (1 - pow(beta1, t))
    vHat = v / (1 - pow(beta2, t))
    let direction = mHat / (sqrt(vHat) + 1e-7)
    weights -= learningRate * direction
  }
}
