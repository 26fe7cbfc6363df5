import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var motion: Parameters = 0
  var velocity: Parameters { -motion }
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let drift = momentum * motion
    lookahead = weights + drift
    motion = drift - learningRate * Objective.gradient(at: lookahead)
    weights += motion
  }
}
