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

  func rms(_ x: Parameters) -> Parameters { sqrt(x + epsilon) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    v = beta1 * v + (1 - beta1) * gradients * gradients
    let delta = rms(m) / rms(v) * gradients
    m = beta1 * m + (1 - beta1) * delta * delta
    mHat = delta
    vHat = v
    weights -= delta
  }
}
