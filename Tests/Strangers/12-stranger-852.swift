import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for rate in rates {
      losses.append(Objective.loss(at: weights - rate * gradients))
    }
    // TODO: argmin
    weights -= rates[0] * gradients
  }
}
