import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var best = 0
    for (k, eta) in rates.enumerated() {
      let loss = Objective.loss(at: weights - eta * gradients)
      losses.append(loss)
      if losses[best] < loss {
        best = k
      }
    }
    chosenRate = rates[best]
    weights = weights - chosenRate * gradients
  }
}
