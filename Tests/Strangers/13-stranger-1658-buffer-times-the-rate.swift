import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  private var buffer: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // buf = mu * buf + grad; p -= lr * buf
    buffer = momentum * buffer + gradients
    velocity = learningRate * buffer
    weights -= velocity
  }
}
