import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  private let alpha = 0.001

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      for i in 0..<weights[name].count {
        lookahead[name][i] = weights[name][i] - momentum * velocity[name][i]
      }
    }
    let g = Objective.gradient(at: lookahead)
    for name in weights.names {
      for i in 0..<weights[name].count {
        velocity[name][i] = momentum * velocity[name][i] + alpha * g[name][i]
        weights[name][i] -= velocity[name][i]
      }
    }
  }
}
