import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  private lazy var settings = (eta: learningRate, gamma: momentum)

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let (eta, gamma) = settings
    velocity *= gamma
    velocity += eta * gradients
    weights -= velocity
  }
}
