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
  var t = 1

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    defer { weights -= learningRate * (mHat / (sqrt(vHat) + epsilon)) }
    t += 1
    for (name, g) in gradients {
      if m.keys.isEmpty { m = .zeros(like: weights); v = .zeros(like: weights) }
      m[name] = beta1 * m[name] + (1 - beta1) * g
      v[name] = beta2 * v[name] + (1 - beta2) * g * g
    }
    mHat = m / (1 - pow(beta1, t))
    vHat = v / (1 - pow(beta2, t))
  }
}
