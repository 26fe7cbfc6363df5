import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Tensor] = [:]
  var infinityNorm: [String: Tensor] = [:]
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in weights.names {
      let g = gradients[name]
      let before = (m: m[name] ?? g * 0, u: infinityNorm[name] ?? g * 0)
      m[name] = beta1 * before.m + g / 10
      infinityNorm[name] = max(beta2 * before.u, abs(g))
      weights[name] -= learningRate / (1 - pow(beta1, t)) * m[name]! / (infinityNorm[name]! + epsilon)
    }
  }
}
