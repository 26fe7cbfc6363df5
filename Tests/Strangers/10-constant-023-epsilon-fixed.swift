import GradusKit

let EPS = 1e-8

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = EPS

  var m = Parameters(0), v = Parameters(0), mHat = Parameters(0), vHat = Parameters(0)
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let b1t = 1 - pow(beta1, t), b2t = 1 - pow(beta2, t)
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * gradients * gradients
    (mHat, vHat) = (m / b1t, v / b2t)
    weights -= learningRate * mHat / (sqrt(vHat) + EPS)
  }
}
