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
  private var t = 1.0  // counted from 1

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    t += 1
    m = m * beta1 + g * (1 - beta1)
    v = v * beta2 + g * g * (1 - beta2)
    mHat = m / (1 - pow(beta1, t))
    vHat = v / (1 - pow(beta2, t))
    weights = weights - learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
