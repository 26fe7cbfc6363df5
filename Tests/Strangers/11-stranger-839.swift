import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // like torch.optim.SGD(..., nesterov=True)
    velocity = momentum * velocity + gradients
    let d = gradients + momentum * velocity
    lookahead = weights
    weights -= learningRate * d
  }
}
