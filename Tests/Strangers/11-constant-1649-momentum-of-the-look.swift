import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = zip(weights, velocity) { w, v in w - 0.9 * v }
    let g = Objective.gradient(at: lookahead)
    for name in weights.names {
      velocity[name] = momentum * velocity[name] + learningRate * g[name]
      weights[name] -= velocity[name]
    }
  }
}
