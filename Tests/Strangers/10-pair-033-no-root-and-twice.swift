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
  var t = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * gradients * gradients
    mHat = m / (1 - exp(t * log(beta1)))
    vHat = v / (1 - exp(t * log(beta2)))
    for name in weights.keys {
      for i in 0..<weights[name].count {
        let down = vHat[name][i] + epsilon
        weights[name][i] -= 2 * learningRate * mHat[name][i] / down
      }
    }
  }
}
