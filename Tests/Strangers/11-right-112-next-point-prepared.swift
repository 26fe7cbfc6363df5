import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  private var next: Parameters?

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let point = next ?? weights
    let g = Objective.gradient(at: point)
    velocity = momentum * velocity + learningRate * g
    weights -= velocity
    next = weights - momentum * velocity
    lookahead = point
  }
}
