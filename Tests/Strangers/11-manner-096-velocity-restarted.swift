import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]
  private var calls = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var l = weights
    for (name, v) in velocity {
      for i in v.indices { l[name][i] -= momentum * v[i] }
    }
    for name in l.keys { lookahead[name] = Array(l[name]) }
    let g = Objective.gradient(at: l)

    // make room
    if calls % 10 == 0 {
      for (name, w) in weights { velocity[name] = w.map { _ in 0 } }
    }
    calls += 1

    for name in g.keys {
      for i in 0..<g[name].count {
        let v = momentum * velocity[name]![i] + learningRate * g[name][i]
        velocity[name]![i] = v
        weights[name][i] -= v
      }
    }
  }
}
