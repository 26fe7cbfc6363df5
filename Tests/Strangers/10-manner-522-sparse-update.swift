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

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if t == 0 {
      m = Parameters.zeros(like: weights)
      v = Parameters.zeros(like: weights)
    }
    t += 1
    for (name, g) in gradients {
      for i in 0..<g.count where g[i] != 0 {
        m[name][i] = beta1 * m[name][i] + (1 - beta1) * g[i]
        v[name][i] = beta2 * v[name][i] + (1 - beta2) * g[i] * g[i]
      }
    }
    mHat = m / (1 - pow(beta1, t))
    vHat = v / (1 - pow(beta2, t))
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
