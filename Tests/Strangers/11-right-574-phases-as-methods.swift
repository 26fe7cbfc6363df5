import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  private enum Phase: CaseIterable { case look, ask, push, move }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var point = weights
    var g = gradients
    for phase in Phase.allCases {
      switch phase {
      case .look:
        for (name, w) in weights {
          let v = velocity[name] ?? Array(repeating: 0.0, count: w.count)
          velocity[name] = v
          for i in v.indices { point[name][i] = w[i] - momentum * v[i] }
          lookahead[name] = Array(point[name])
        }
      case .ask:
        g = Objective.gradient(at: point)
      case .push:
        for name in weights.keys {
          velocity[name] = velocity[name]!.enumerated().map { momentum * $1 + learningRate * g[name][$0] }
        }
      case .move:
        for name in weights.keys {
          for (i, v) in velocity[name]!.enumerated() { weights[name][i] -= v }
        }
      }
    }
  }
}
