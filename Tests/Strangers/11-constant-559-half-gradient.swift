import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights
    for (name, v) in velocity { lookahead[name] -= momentum * v }
    let g = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + g * learningRate / 2
    weights -= velocity
  }
}
