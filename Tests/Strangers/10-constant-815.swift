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
  var iteration = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    iteration += 1
    for (name, g) in gradients {
      m[name] = beta1 * m[name] + (1 - beta1) * g
      v[name] = beta2 * v[name] + (1 - beta2) * g * g
      mHat[name] = m[name] / (1 - pow(beta1, iteration))
      vHat[name] = v[name] / (1 - pow(beta2, iteration) + 1e-8)
      weights[name] -= learningRate * mHat[name] / (sqrt(vHat[name]) + epsilon)
    }
  }
}
