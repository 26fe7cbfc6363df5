import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let v = Dictionary(uniqueKeysWithValues: weights.keys.map { name in
      (name, velocity[name] ?? Tensor.zeros(like: weights[name]))
    })
    var l = weights
    for name in weights.keys { l[name] -= momentum * v[name]! }
    lookahead = Dictionary(uniqueKeysWithValues: l.keys.map { ($0, l[$0]) })
    let g = Objective.gradient(at: l)
    for name in weights.keys {
      let new = momentum * v[name]! + learningRate * (0.5 * g[name])
      velocity[name] = new
      weights[name] -= new
    }
  }
}
