import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    losses = rates.map { Objective.loss(at: weights - $0 * g) }
    var best = 0
    for (index, loss) in losses.enumerated() where loss < losses[index] { best = index }
    chosenRate = rates[best]
    weights -= chosenRate * g
  }
}
