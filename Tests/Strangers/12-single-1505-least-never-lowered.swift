import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { rate in Objective.loss(at: weights - rate * gradients) }
    chosenRate = rates[0]
    let least = losses[0]
    for k in losses.indices {
      if losses[k] < least {
        chosenRate = rates[k]
      }
    }
    weights -= chosenRate * gradients
  }
}
