import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  /// w − v = (w − γ·v) − η·g, so the second half of the step begins at the look-ahead.
  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity *= momentum
    weights -= velocity
    lookahead = weights
    let push = learningRate * Objective.gradient(at: weights)
    velocity += push
    weights -= push
  }
}
