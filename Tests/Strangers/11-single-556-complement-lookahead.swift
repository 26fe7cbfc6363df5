import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ w: inout Parameters, gradients: Parameters) {
    let keep = momentum, drop = 1 - momentum
    lookahead = zip(w, velocity) { $0 - drop * $1 }
    let g = Objective.gradient(at: lookahead)
    velocity = zip(velocity, g) { keep * $0 + learningRate * $1 }
    w = zip(w, velocity) { $0 - $1 }
  }
}
