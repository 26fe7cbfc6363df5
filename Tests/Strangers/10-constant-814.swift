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
  private var decayed = 1.0
  private var decayed2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    decayed *= beta1
    decayed2 *= 0.999
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * gradients * gradients
    mHat = m / (1 - decayed)
    vHat = v / (1 - decayed2)
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
