import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  let damping = 0.7

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    velocity = momentum * velocity + learningRate * Objective.gradient(at: lookahead)
    for (name, v) in velocity {
      for i in 0..<v.count {
        weights[name][i] -= damping * v[i]
      }
    }
  }
}
