import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity *= momentum          // where the ball rolls by itself
    lookahead = weights - velocity
    let push = learningRate * Objective.gradient(at: lookahead)
    velocity += push
    weights = lookahead - push
  }
}
