import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var probe = weights
    for name in weights.names {
      let v = velocity[name] ?? Tensor.zeros(like: weights[name])
      velocity[name] = v
      probe[name] -= momentum * v
      lookahead[name] = probe[name]
    }
    let answer = Objective.gradient(at: probe)
    for (name, g) in answer {
      let v = momentum * velocity[name]! + learningRate * g
      velocity[name] = v
      weights[name] = probe[name] - v
    }
  }
}
