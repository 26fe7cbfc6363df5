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
  var time = 0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    time += 1
    updateMoments(g)
    correct()
    weights -= mHat / (sqrt(vHat) + epsilon) * learningRate
  }

  mutating func updateMoments(_ g: Parameters) {
    m *= beta1
    m += g * (1 - beta1)
    v *= 0.999
    v += pow(g, 2) * 0.001
  }

  mutating func correct() {
    mHat = m / (1 - pow(beta1, Double(time)))
    vHat = v / (1 - pow(beta2, Double(time)))
  }
}
