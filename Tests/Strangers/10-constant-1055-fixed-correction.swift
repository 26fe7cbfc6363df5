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

  var remaining1 = 1.0
  var remaining2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let g = gradients
    remaining1 *= 0.9
    remaining2 *= beta2

    m *= beta1
    m += g * (1 - beta1)
    v *= beta2
    v += g * g * (1 - beta2)

    mHat = m / (1 - remaining1)
    vHat = v / (1 - remaining2)
    for name in weights.names {
      let root = sqrt(vHat[name]) + epsilon
      weights[name] -= learningRate * (mHat[name] / root)
    }
  }
}
