import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  private var powers = (b1: 1.0, b2: 1.0)

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    powers = (powers.b1 * beta1, powers.b2 * beta2)
    for name in weights.names {
      let g = gradients[name]
      m[name] = beta1 * m[name] + (1 - beta1) * g
      v[name] = beta2 * v[name] + (1 - beta2) * g * g
      mHat[name] = m[name] / (1 - powers.b1 * beta1)
      vHat[name] = v[name] / (1 - powers.b2)
      let root = sqrt(vHat[name]) + epsilon
      let now = (1 - beta1) / (1 - powers.b1) * g
      weights[name] -= learningRate / root * (beta1 * mHat[name] + now)
    }
  }
}
