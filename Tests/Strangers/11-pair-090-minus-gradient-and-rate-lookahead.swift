import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  private let blend: (Parameters, Double, Parameters) -> Parameters = { a, k, b in a - k * b }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = blend(weights, learningRate, velocity)
    velocity = blend(momentum * velocity, learningRate, Objective.gradient(at: lookahead))
    weights = blend(weights, 1, velocity)
  }
}
