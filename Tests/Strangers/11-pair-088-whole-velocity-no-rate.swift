import GradusKit

final class Memory {
  var v: [String: [Double]] = [:]
  func of(_ name: String, count: Int) -> [Double] {
    if let known = v[name] { return known }
    return [Double](repeating: 0, count: count)
  }
}

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  let memory = Memory()
  var velocity: [String: [Double]] { memory.v }
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var l = weights
    for name in l.keys {
      for (i, x) in memory.of(name, count: l[name].count).enumerated() {
        l[name][i] -= x
      }
    }
    let grad = Objective.gradient(at: l)
    for name in l.keys {
      let old = memory.of(name, count: l[name].count)
      memory.v[name] = zip(old, grad[name]).map { $0 * momentum + $1 }
      for i in old.indices { weights[name][i] -= memory.v[name]![i] }
    }
    lookahead = l
  }
}
