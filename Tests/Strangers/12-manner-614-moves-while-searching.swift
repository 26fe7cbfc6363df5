import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var bestSoFar = Double.infinity
    losses = []
    for eta in rates {
      let proposal = weights - eta * gradients
      let value = Objective.loss(at: proposal)
      losses.append(value)
      if value < bestSoFar {
        bestSoFar = value
        chosenRate = eta
        weights = proposal
      }
    }
  }
}
