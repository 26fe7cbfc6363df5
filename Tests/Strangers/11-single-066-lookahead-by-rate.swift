import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = ahead(of: weights)
    accelerate(Objective.gradient(at: lookahead))
    weights = weights - velocity
  }

  private func ahead(of w: Parameters) -> Parameters {
    w - learningRate * velocity
  }

  private mutating func accelerate(_ g: Parameters) {
    velocity = momentum * velocity + learningRate * g
  }
}
