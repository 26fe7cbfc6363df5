import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    var g = Objective.gradient(at: lookahead)
    g *= learningRate
    for (name, dw) in g {
      if velocity == 0 { velocity = .zeros(like: g) }
      velocity[name] = momentum * velocity[name] + learningRate * dw
    }
    weights -= velocity
  }
}
