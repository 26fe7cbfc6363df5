import GradusKit

// The efficient form: both corrections go into one rate for all weights. For the result to stay the same,
// epsilon has to be scaled along with the root.
struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var t = 0.0

  // only for the report
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * (gradients * gradients)

    let c1 = 1 - pow(beta1, t)
    let c2 = sqrt(1 - pow(beta2, t))
    let rate = learningRate * c2 / c1
    weights = weights - rate * m / (sqrt(v) + epsilon * c2)

    mHat = m / c1
    vHat = v / (c2 * c2)
  }
}
