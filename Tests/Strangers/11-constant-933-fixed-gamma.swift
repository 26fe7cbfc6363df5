import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  let friction = 0.9

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights
    for name in weights.names {
      lookahead[name] -= momentum * velocity[name]
    }
    let g = Objective.gradient(at: lookahead)
    for name in weights.names {
      velocity[name] = friction * velocity[name] + learningRate * g[name]
      weights[name] -= velocity[name]
    }
  }
}
