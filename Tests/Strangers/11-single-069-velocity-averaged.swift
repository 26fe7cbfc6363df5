import GradusKit

extension Parameters {
  mutating func decay(by rho: Double, towards other: Parameters) {
    self = rho * self + (1 - rho) * other
  }
}

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    velocity.decay(by: momentum, towards: learningRate * Objective.gradient(at: lookahead))
    weights -= velocity
  }
}
