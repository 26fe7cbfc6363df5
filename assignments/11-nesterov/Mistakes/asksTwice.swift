import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // gradients of this step, to be sure that they are up to date
    let here = Objective.gradient(at: weights)
    velocity += 0 * here
    lookahead = weights - momentum * velocity
    let g = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + learningRate * g
    weights -= velocity
  }
}
