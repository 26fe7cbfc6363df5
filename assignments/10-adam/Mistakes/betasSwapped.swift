import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var t = 0
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    // v = momentum, m = rmsprop
    m = average(m, gradients, beta2)
    v = average(v, gradients * gradients, beta1)
    mHat = m / (1 - pow(beta2, t))
    vHat = v / (1 - pow(beta1, t))
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }

  func average(_ old: Parameters, _ new: Parameters, _ beta: Double) -> Parameters {
    beta * old + (1 - beta) * new
  }
}
