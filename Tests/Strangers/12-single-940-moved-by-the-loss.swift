import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var table: [(Double, Double)] = []
    for eta in rates {
      let trial = weights - eta * gradients
      table.append((Objective.loss(at: trial), eta))
    }
    losses = table.map { $0.0 }
    let winner = table.min { $0.0 < $1.0 }!
    chosenRate = winner.1
    for name in weights.names {
      weights[name] -= winner.0 * gradients[name]
    }
  }
}
