import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var position = weights
    losses = []
    for rate in rates {
      position -= rate * gradients
      losses.append(Objective.loss(at: position))
    }
    var argmin = 0
    for (index, value) in losses.enumerated() {
      if value < losses[argmin] { argmin = index }
    }
    chosenRate = Double(argmin)
    weights -= chosenRate * gradients
  }
}
