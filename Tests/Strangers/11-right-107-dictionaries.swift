import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var ask = weights
    for name in weights.keys {
      let w = Array(weights[name])
      let v = velocity[name] ?? [Double](repeating: 0.0, count: w.count)
      velocity[name] = v
      lookahead[name] = zip(w, v).map { $0 - momentum * $1 }
      ask[name] = Tensor(shape: weights[name].shape, values: lookahead[name]!)
    }
    let g = Objective.gradient(at: ask)
    for name in weights.keys {
      let slope = Array(g[name])
      velocity[name] = zip(velocity[name]!, slope).map { v, d in
        let kept = momentum * v
        return kept + learningRate * d
      }
      let moved = zip(Array(weights[name]), velocity[name]!).map { $0 - $1 }
      weights[name] = Tensor(shape: weights[name].shape, values: moved)
    }
  }
}
