import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if lookahead == 0 { velocity = .zeros(like: weights) }
    lookahead = weights
    lookahead["W"] -= momentum * velocity["W"]
    let g = Objective.gradient(at: lookahead)
    for name in ["W", "b", "s"] {
      velocity[name] = momentum * velocity[name] + learningRate * g[name]
      weights[name] -= velocity[name]
    }
  }
}
