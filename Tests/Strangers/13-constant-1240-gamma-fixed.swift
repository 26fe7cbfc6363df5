import GradusKit

private let gamma = 0.9

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = gamma

  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity = zip(velocity, gradients) { old, g in gamma * old + learningRate * g }
    weights -= velocity
  }
}
