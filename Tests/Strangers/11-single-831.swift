import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, w) in weights {
      lookahead[name] = w - momentum * velocity[name]
    }
    let g = Objective.gradient(at: lookahead)
    for name in weights.names {
      velocity[name] = momentum * velocity[name] + learningRate * g[name]
      weights[name] -= momentum * velocity[name] + learningRate * g[name]
    }
  }
}
