import GradusKit

/// Backtracking line search.
struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var rate = rates.max() ?? 1
    var least = Double.infinity
    losses = []
    for _ in rates {
      let loss = Objective.loss(at: weights - rate * gradients)
      losses.append(loss)
      if loss < least {
        least = loss
        chosenRate = rate
      }
      rate *= 0.5
    }
    weights -= chosenRate * gradients
  }
}
