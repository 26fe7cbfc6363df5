import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // exponential moving average of the steps
    velocity = momentum * velocity + (1 - momentum) * (learningRate * gradients)
    weights = weights - velocity
  }
}
