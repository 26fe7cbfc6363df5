import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private(set) var velocity: Parameters = 0
  private(set) var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients _: Parameters) {
    velocity *= momentum
    lookahead = weights - velocity
    let push = learningRate * Objective.gradient(at: lookahead)
    velocity += push
    // w − γ·v − η·g, and the first two are the point where we asked
    weights = lookahead - push
  }
}
