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
  var t = 0
  var greatest: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * gradients * gradients
    mHat = m / (1 - pow(beta1, t))
    vHat = v / (1 - pow(beta2, t))
    // never let the denominator shrink
    greatest = zip(greatest, vHat) { $0 > $1 ? $0 : $1 }
    weights -= learningRate * mHat / (sqrt(greatest) + epsilon)
  }
}
