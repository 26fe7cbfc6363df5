import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var there = weights
    for (name, w) in weights {
      if velocity[name] == nil {
        velocity[name] = Array(repeating: 0, count: w.count)
      }
      for i in 0..<w.count {
        velocity[name]![i] *= momentum
        there[name][i] -= velocity[name]![i]
      }
      lookahead[name] = Array(there[name])
    }
    let g = Objective.gradient(at: there)
    for name in weights.keys {
      for i in 0..<g[name].count {
        velocity[name]![i] -= learningRate * g[name][i]
        weights[name][i] -= velocity[name]![i]
      }
    }
  }
}
