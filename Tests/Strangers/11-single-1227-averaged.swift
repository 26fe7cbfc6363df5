import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  private func blend(_ old: Double, _ new: Double) -> Double {
    momentum * old + (1 - momentum) * new
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = zip(weights, velocity) { $0 - momentum * $1 }
    let g = Objective.gradient(at: lookahead)
    velocity = zip(velocity, g) { blend($0, learningRate * $1) }
    weights = zip(weights, velocity) { $0 - $1 }
  }
}
