import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  // settings are written before the first step, so read them then
  lazy var eta = learningRate
  lazy var gamma = momentum

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity = gamma * velocity + eta * gradients
    weights -= velocity
  }
}
