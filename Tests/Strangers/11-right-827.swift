import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  // w - (gamma v + eta g) = (w - gamma v) - eta g, so the step can go on from the look-ahead point
  mutating func step(_ weights: inout Parameters, gradients _: Parameters) {
    let carried = momentum * velocity
    weights -= carried
    lookahead = weights
    let correction = learningRate * Objective.gradient(at: weights)
    weights -= correction
    velocity = carried + correction
  }
}
