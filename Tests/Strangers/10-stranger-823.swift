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
  var t = 0

  // with the infinity norm, which is more stable
  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        m[name][i] = beta1 * m[name][i] + (1 - beta1) * g
        v[name][i] = max(beta2 * v[name][i], abs(g))
        mHat[name][i] = m[name][i] / (1 - pow(beta1, t))
        vHat[name][i] = v[name][i]
        weights[name][i] -= learningRate * mHat[name][i] / (vHat[name][i] + epsilon)
      }
    }
  }
}
