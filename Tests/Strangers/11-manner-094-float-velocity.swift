import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var v: [String: [Float]] = [:]
  var velocity: [String: [Double]] { v.mapValues { $0.map(Double.init) } }
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if v.isEmpty {
      for (name, w) in weights { v[name] = [Float](repeating: 0, count: w.count) }
    }
    lookahead = weights
    for name in weights.keys {
      for i in 0..<v[name]!.count { lookahead[name][i] -= momentum * Double(v[name]![i]) }
    }
    let g = Objective.gradient(at: lookahead)
    for name in weights.keys {
      for i in 0..<v[name]!.count {
        v[name]![i] = Float(momentum) * v[name]![i] + Float(learningRate) * Float(g[name][i])
        weights[name][i] -= Double(v[name]![i])
      }
    }
  }
}
