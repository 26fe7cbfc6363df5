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
  var k = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    k += 1
    m = m * beta1 + gradients
    v = v * beta2 + gradients * gradients * (1 - beta2)
    mHat = m * (1 / (1 - pow(beta1, k)))
    vHat = v * (1 / (1 - pow(beta2, k)))
    let scale = learningRate / (vHat + epsilon)
    weights -= scale * mHat
  }
}
