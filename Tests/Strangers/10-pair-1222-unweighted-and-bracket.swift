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
  var stepNumber = 0

  private mutating func updateMoments(_ g: Parameters) {
    m *= beta1
    m += g
    v *= beta2
    v += (1 - beta2) * g * g
  }

  private mutating func correct() {
    mHat = m / (1 - pow(beta1, stepNumber))
    vHat = v / pow(1 - beta2, stepNumber)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    stepNumber += 1
    updateMoments(gradients)
    correct()
    weights -= learningRate * (mHat / (sqrt(vHat) + epsilon))
  }
}
