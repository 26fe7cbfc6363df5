import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: Parameters = 0, v: Parameters = 0, mHat: Parameters = 0, vHat: Parameters = 0, t = 0.0

  mutating func step(_ w: inout Parameters, gradients g: Parameters) {
    t += 1
    (m, v) = (beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g)
    (mHat, vHat) = (m / -expm1(t * log(beta1)), v / -expm1(t * log(beta2)))
    w -= learningRate * mHat / (pow(vHat, 0.5) + epsilon)
  }
}
