import GradusKit

// The weights themselves are carried to the look-ahead point, and go on from there by the gradient's share of the step.
struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity *= momentum
    weights -= velocity
    lookahead = weights

    let correction = learningRate * Objective.gradient(at: weights)
    weights -= correction
    velocity += correction
  }
}
