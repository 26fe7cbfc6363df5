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
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * pow(gradients, 2)
    let c = 1 - pow(beta1, t)
    mHat = m / c
    vHat = v / (1 - pow(beta2, t))
    for name in weights.names {
      let direction = beta1 * mHat[name] + 0.1 * gradients[name] / c
      weights[name] -= learningRate * direction / (sqrt(vHat[name]) + epsilon)
    }
  }
}
