import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var buf: Parameters = 0
  var velocity: Parameters { buf }
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * buf
    let g = Objective.gradient(at: lookahead)
    buf = momentum * buf + g
    weights -= learningRate * buf
  }
}
