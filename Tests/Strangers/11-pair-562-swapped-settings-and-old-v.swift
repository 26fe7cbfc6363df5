import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if velocity.isEmpty {
      for name in weights.keys { velocity[name] = Tensor.zeros(like: weights[name]) }
    }
    var point = weights
    for name in weights.keys {
      point[name] -= momentum * velocity[name]!
      lookahead[name] = point[name]
    }
    let g = Objective.gradient(at: point)
    for name in weights.keys {
      let carried = velocity[name]!
      velocity[name] = learningRate * carried + momentum * g[name]
      weights[name] -= carried
    }
  }
}
