import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    let start = weights
    losses = []
    for rate in rates {
      weights -= rate * g
      losses.append(Objective.loss(at: weights))
    }
    chosenRate = rates[losses.firstIndex(of: losses.min()!)!]
    weights = start - chosenRate * g
  }
}
