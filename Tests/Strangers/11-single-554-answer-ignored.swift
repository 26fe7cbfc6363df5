import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  var gradientAhead: Parameters = 0

  func blend(_ v: Parameters, with g: Parameters) -> Parameters {
    momentum * v + learningRate * g
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    gradientAhead = Objective.gradient(at: lookahead)
    velocity = blend(velocity, with: gradients)
    weights = weights - velocity
  }
}
