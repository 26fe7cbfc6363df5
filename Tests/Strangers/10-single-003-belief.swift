import GradusKit

extension Parameters {
  func squared() -> Parameters { self * self }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0, v: Parameters = 0
  var mHat: Parameters = 0, vHat: Parameters = 0
  var stepCount = 0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    stepCount += 1
    updateMoments(g)
    correctBias()
    weights -= learningRate * (mHat / (sqrt(vHat) + epsilon))
  }

  private mutating func updateMoments(_ g: Parameters) {
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * (g - m).squared()
  }

  private mutating func correctBias() {
    mHat = m / (1 - pow(beta1, stepCount))
    vHat = v / (1 - pow(beta2, stepCount))
  }
}
