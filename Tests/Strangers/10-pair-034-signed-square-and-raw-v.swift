import GradusKit

extension Double {
  var signedSquare: Double { self * magnitude }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Tensor] = [:]
  var v: [String: Tensor] = [:]
  var mHat: [String: Tensor] { m.mapValues { $0 / (1 - pow(beta1, t)) } }
  var vHat: [String: Tensor] { v.mapValues { $0 / (1 - pow(beta2, t)) } }
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in gradients.keys {
      let q = gradients[name].map { $0.signedSquare }
      let old = (m: m[name] ?? .zeros(like: q), v: v[name] ?? .zeros(like: q))
      m[name] = beta1 * old.m + (1 - beta1) * q
      v[name] = beta2 * old.v + (1 - beta2) * abs(q)
      let up = mHat[name]!
      let down = sqrt(v[name]!) + epsilon
      weights[name] -= learningRate * (up / down)
    }
  }
}
