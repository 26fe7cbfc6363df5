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
    m = beta1 * m + (1 - beta2) * gradients
    v = beta2 * v + (1 - beta2) * gradients * gradients
    let bias1 = 1 - pow(beta1, t)
    let bias2 = 1 - pow(beta2, t)
    mHat = m / bias1
    vHat = v / bias2
    let direction = beta1 * mHat + (1 - beta1) * gradients / bias1
    weights -= learningRate * direction / sqrt(vHat + epsilon)
  }
}
