import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    losses = rates.map { Objective.loss(at: weights - $0 * g) }
    chosenRate = rates[losses.firstIndex(of: losses.max()!)!]
    weights -= chosenRate * g
  }
}
