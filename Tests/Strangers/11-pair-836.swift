import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var l = weights
    for (name, v) in velocity {
      l[name] -= v
    }
    lookahead = l
    let ahead = Objective.gradient(at: l)
    for name in ahead.names {
      velocity[name] = momentum * velocity[name] + learningRate * gradients[name]
      weights[name] -= velocity[name]
    }
  }
}
