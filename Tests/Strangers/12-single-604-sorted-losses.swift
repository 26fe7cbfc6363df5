import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var table: [(rate: Double, loss: Double)] = []
    for rate in rates {
      table.append((rate: rate, loss: Objective.loss(at: weights - rate * gradients)))
    }
    table.sort { $0.loss < $1.loss }
    losses = table.map { $0.loss }
    chosenRate = table[0].rate
    weights -= table[0].rate * gradients
  }
}
