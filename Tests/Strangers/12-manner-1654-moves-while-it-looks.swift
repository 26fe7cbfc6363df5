import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var least = Double.infinity
    for rate in rates {
      let candidate = weights - rate * gradients
      let loss = Objective.loss(at: candidate)
      losses.append(loss)
      if loss < least {
        least = loss
        chosenRate = rate
        weights = candidate
      }
    }
  }
}
