import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var point = weights
    for name in weights.keys {
      let v = velocity[name] ?? Tensor.zeros(like: weights[name])
      point[name] = weights[name] - momentum * v
      lookahead[name] = point[name]
    }
    let g = Objective.gradient(at: weights)
    for name in weights.keys {
      let v = velocity[name] ?? Tensor.zeros(like: weights[name])
      let next = momentum * v + learningRate * g[name]
      velocity[name] = next
      weights[name] -= next
    }
  }
}
