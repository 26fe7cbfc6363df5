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
    let g = gradients
    let rest = 1 - beta1
    m = beta1 * m + rest * g
    v = beta2 * v + rest * (g * g)
    mHat = m / (1 - pow(beta1, t))
    vHat = v / (1 - pow(beta2, t))
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
