import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  private func peek(from w: Parameters) -> Parameters {
    w - velocity
  }

  private func updated(with g: Parameters) -> Parameters {
    zip(velocity, g) { v, slope in momentum * v + learningRate * slope }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if velocity.keys.isEmpty { velocity = .zeros(like: weights) }
    lookahead = peek(from: weights)
    velocity = updated(with: Objective.gradient(at: lookahead))
    weights -= momentum * velocity
  }
}
