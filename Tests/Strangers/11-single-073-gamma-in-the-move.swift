import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  func jump(_ from: Parameters) -> Parameters {
    return from - momentum * velocity
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = jump(weights)
    let slope = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + learningRate * slope
    weights = jump(weights)
  }
}
