import GradusKit

let gamma = 0.9

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  func peek(from w: Parameters) -> Parameters { w - gamma * velocity }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = peek(from: weights)
    velocity = momentum * velocity + learningRate * Objective.gradient(at: lookahead)
    weights -= velocity
  }
}
