import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let g = Objective.gradient(at: weights)
    for (name, w) in weights {
      let v = velocity[name] ?? Tensor.zeros(like: w)
      lookahead[name] = w - momentum * v
      velocity[name] = momentum * v + learningRate * g[name]
      weights[name] -= learningRate * velocity[name]!
    }
  }
}
