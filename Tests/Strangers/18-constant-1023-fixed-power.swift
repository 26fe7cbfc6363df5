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
  private var left1 = 1.0
  private var left2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    left1 *= beta1
    left2 *= 0.999
    for (name, g) in gradients {
      m[name] = m[name] * beta1 + g * (1 - beta1)
      v[name] = v[name] * beta2 + g * g * (1 - beta2)
      mHat[name] = m[name] / (1 - left1)
      vHat[name] = v[name] / (1 - left2)
      let sum = beta1 * mHat[name] + (1 - beta1) / (1 - left1) * g
      weights[name] -= learningRate * sum / (sqrt(vHat[name]) + epsilon)
    }
  }
}
