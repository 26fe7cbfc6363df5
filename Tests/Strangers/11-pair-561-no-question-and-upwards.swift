import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  private mutating func accelerate(_ g: Parameters) -> Parameters {
    let fresh = g * learningRate
    velocity = fresh + velocity * momentum
    return velocity
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    weights += accelerate(gradients)
  }
}
