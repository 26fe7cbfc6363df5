import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  private static func ahead(_ w: Parameters, _ v: Parameters, share: Double = 0.9) -> Parameters {
    w - share * v
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = Nesterov.ahead(weights, velocity)
    let g = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + learningRate * g
    weights -= velocity
  }
}
