import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]
  private let lr = 0.01

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var probe = weights
    for (name, w) in weights {
      let v = velocity[name] ?? w.map { _ in 0.0 }
      for i in v.indices { probe[name][i] -= momentum * v[i] }
      lookahead[name] = Array(probe[name])
      velocity[name] = v
    }
    let g = Objective.gradient(at: probe)
    for name in weights.keys {
      velocity[name] = zip(velocity[name]!, Array(g[name])).map { momentum * $0 + lr * $1 }
      for (i, x) in velocity[name]!.enumerated() { weights[name][i] -= x }
    }
  }
}
