import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // 1. jump
    weights -= momentum * velocity
    lookahead = weights
    // 2. look
    let g = Objective.gradient(at: weights)
    // 3. correct
    velocity = momentum * velocity + learningRate * g
    weights -= velocity
  }
}
