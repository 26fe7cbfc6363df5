import GradusKit

// State in plain arrays; the point is a copy of the weights that is moved before it is asked for.
struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var ahead = weights
    for name in weights.names {
      let old = velocity[name] ?? [Double](repeating: 0, count: weights[name].count)
      for i in old.indices { ahead[name][i] -= momentum * old[i] }
      lookahead[name] = ahead[name].values
      velocity[name] = old
    }

    let g = Objective.gradient(at: ahead)
    for name in weights.names {
      let new = zip(velocity[name]!, g[name].values).map { old, g in momentum * old + learningRate * g }
      for (i, move) in new.enumerated() { weights[name][i] = weights[name][i] - move }
      velocity[name] = new
    }
  }
}
