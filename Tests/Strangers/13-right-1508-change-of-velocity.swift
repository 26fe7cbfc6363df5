import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let friction = 1 - momentum
    for (name, g) in gradients {
      var v = velocity[name] ?? .zeros(like: g)
      for k in 0..<g.count {
        v[k] += learningRate * g[k] - friction * v[k]
        weights[name][k] -= v[k]
      }
      velocity[name] = v
    }
  }
}
