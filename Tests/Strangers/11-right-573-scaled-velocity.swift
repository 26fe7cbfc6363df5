import GradusKit

/// Keeps the sum of decayed gradients, as frameworks do, and scales it by the learning rate where it is used.
struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var sum: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]
  var velocity: [String: Tensor] { sum.mapValues { $0 * learningRate } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.keys where sum[name] == nil { sum[name] = .zeros(like: weights[name]) }
    var l = weights
    for (name, s) in sum { l[name] -= momentum * learningRate * s }
    lookahead = Dictionary(uniqueKeysWithValues: l.keys.map { ($0, l[$0]) })
    let g = Objective.gradient(at: l)
    for name in weights.keys {
      sum[name]! *= momentum
      sum[name]! += g[name]
      weights[name] -= learningRate * sum[name]!
    }
  }
}
