import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  private var started = false

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if !started {
      started = true
      velocity = Parameters.zeros(like: weights)
      lookahead = weights
    }
    let g = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + learningRate * g
    weights -= velocity
    lookahead = weights - momentum * velocity
  }
}
