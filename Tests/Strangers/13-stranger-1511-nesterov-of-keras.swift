import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let push = learningRate * gradients
    velocity = momentum * velocity + push
    // Nesterov looks one step ahead
    weights -= momentum * velocity + push
  }
}
