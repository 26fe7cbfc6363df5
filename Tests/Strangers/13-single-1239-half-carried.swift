import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity = momentum * velocity + learningRate * gradients
    let carried = momentum * velocity
    for name in weights.names { weights[name] -= carried[name] }
  }
}
