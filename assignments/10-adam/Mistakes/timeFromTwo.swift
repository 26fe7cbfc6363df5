import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var iteration = 1
  var m: Parameters = 0, v: Parameters = 0
  var mHat: Parameters = 0, vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients grads: Parameters) {
    iteration += 1
    m = m * beta1 + grads * (1 - beta1)
    v = v * beta2 + grads * grads * (1 - beta2)
    mHat = m / (1 - pow(beta1, iteration))
    vHat = v / (1 - pow(beta2, iteration))
    weights = weights - learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
