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
  var stepCount = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    stepCount += 1
    m = average(m, gradients, beta1)
    v = average(v, m * m, beta2)
    mHat = m / (1 - pow(beta1, stepCount))
    vHat = v / (1 - pow(beta2, stepCount))
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }

  private func average(_ old: Parameters, _ new: Parameters, _ beta: Double) -> Parameters {
    beta * old + (1 - beta) * new
  }
}
