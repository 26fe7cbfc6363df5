import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  func peek(from w: Parameters) -> Parameters {
    w - learningRate * momentum * velocity
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = peek(from: weights)
    let g = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + learningRate * g
    weights = weights - velocity
  }
}
