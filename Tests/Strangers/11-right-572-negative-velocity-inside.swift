import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var u: Parameters = 0
  var velocity: Parameters { -1 * u }
  private(set) var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights + momentum * u
    u = momentum * u - learningRate * Objective.gradient(at: lookahead)
    weights += u
  }
}
