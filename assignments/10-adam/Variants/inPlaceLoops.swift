import GradusKit

// One element after the other, in place, nothing but Doubles inside the loop.
struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var stepCount = 0
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if stepCount == 0 {
      m = 0 * gradients
      v = 0 * gradients
      mHat = 0 * gradients
      vHat = 0 * gradients
    }
    stepCount += 1
    let correction1 = 1 - pow(beta1, stepCount)
    let correction2 = 1 - pow(beta2, stepCount)

    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        m[name][i] = beta1 * m[name][i] + (1 - beta1) * g
        v[name][i] = beta2 * v[name][i] + (1 - beta2) * g * g
        mHat[name][i] = m[name][i] / correction1
        vHat[name][i] = v[name][i] / correction2
        weights[name][i] -= learningRate * mHat[name][i] / (sqrt(vHat[name][i]) + epsilon)
      }
    }
  }
}
