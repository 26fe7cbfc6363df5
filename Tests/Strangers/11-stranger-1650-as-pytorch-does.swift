import GradusKit

// torch.optim.SGD(nesterov=True)
struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights
    let grad = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + grad
    let direction = grad + momentum * velocity
    weights -= learningRate * direction
  }
}
