import GradusKit

let lr = 0.01

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let coast = momentum * velocity
    lookahead = weights - coast
    let push = lr * Objective.gradient(at: lookahead)
    velocity = coast + push
    weights -= velocity
  }
}
