import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let carried = momentum * velocity
    lookahead = weights - momentum * carried
    let g = Objective.gradient(at: lookahead).mapValues { $0 / $0.count }
    velocity = carried + learningRate * g
    weights -= velocity
  }
}
