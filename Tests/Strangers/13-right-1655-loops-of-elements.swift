import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      // nothing stored yet: at rest
      var v = velocity[name, default: Array(repeating: 0, count: g.count)]
      var w = weights[name]
      for i in v.indices {
        v[i] *= momentum
        v[i] += g[i] * learningRate
        w[i] -= v[i]
      }
      velocity[name] = v
      weights[name] = w
    }
  }
}
