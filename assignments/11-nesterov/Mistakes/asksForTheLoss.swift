import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    // only step where it pays
    let pays = Objective.loss(at: lookahead) < Objective.loss(at: weights)
    let g = Objective.gradient(at: pays ? lookahead : weights)
    velocity = momentum * velocity + learningRate * g
    weights -= velocity
  }
}
