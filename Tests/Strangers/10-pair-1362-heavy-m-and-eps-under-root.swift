import GradusKit

struct Adam: Optimizer {
  // The grader sets these before the first step; write the usual values as defaults.
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  // What you compute is read from these properties after each step, by name.
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var steps = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    steps += 1
    for name in weights.names {
      let g = gradients[name]
      m[name] = beta1 * m[name] + g
      v[name] = beta2 * v[name] + (1 - beta2) * g * g
      mHat[name] = m[name] / (1 - pow(beta1, steps))
      vHat[name] = v[name] / (1 - pow(beta2, steps))
      weights[name] -= learningRate * mHat[name] / sqrt(vHat[name] + epsilon)
    }
  }
}
