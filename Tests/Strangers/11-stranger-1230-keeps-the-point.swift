import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // the weights are where we look from
    lookahead = weights
    let g = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + learningRate * g
    let advance = momentum * velocity + learningRate * g
    weights -= advance
  }
}
