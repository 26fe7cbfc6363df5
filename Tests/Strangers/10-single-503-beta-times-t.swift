import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: Parameters = 0, v: Parameters = 0, mHat: Parameters = 0, vHat: Parameters = 0
  var t = 0.0

  func unbias(_ p: Parameters, _ remaining: Double) -> Parameters { p / (1 - remaining) }

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * (g * g)
    mHat = unbias(m, beta1 * t)
    vHat = unbias(v, pow(beta2, t))
    weights = weights - learningRate * (mHat / (sqrt(vHat) + epsilon))
  }
}
