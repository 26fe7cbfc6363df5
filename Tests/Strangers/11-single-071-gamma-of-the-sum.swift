import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var l = weights
    for (name, w) in weights {
      let v = velocity[name] ?? .zeros(like: w)
      l[name] = w - momentum * v
      lookahead[name] = l[name]
    }
    let g = Objective.gradient(at: l)
    for (name, w) in weights {
      var v = velocity[name] ?? .zeros(like: w)
      v += learningRate * g[name]
      v *= momentum
      velocity[name] = v
      weights[name] = w - v
    }
  }
}
