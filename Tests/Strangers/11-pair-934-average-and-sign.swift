import GradusKit

func blend(_ a: Tensor, _ b: Tensor, share: Double) -> Tensor {
  a * share + b * (1 - share)
}

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      lookahead[name] = weights[name] + momentum * velocity[name]
    }
    let g = Objective.gradient(at: lookahead)
    for name in weights.names {
      velocity[name] = blend(velocity[name], learningRate * g[name], share: momentum)
      weights[name] -= velocity[name]
    }
  }
}
