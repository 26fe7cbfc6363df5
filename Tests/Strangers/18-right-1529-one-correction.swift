import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  private(set) var t = 0
  // corrected when somebody looks
  var mHat: Parameters { m / bias1 }
  var vHat: Parameters { v / bias2 }
  private var bias1: Double { 1 - pow(beta1, t) }
  private var bias2: Double { 1 - pow(beta2, t) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let part = (1 - beta1) * gradients
    m = beta1 * m + part
    v = v * beta2 + gradients * gradients * (1 - beta2)
    let ahead = beta1 * m + part
    let rate = learningRate / bias1
    weights -= rate * ahead / (sqrt(vHat) + epsilon)
  }
}
