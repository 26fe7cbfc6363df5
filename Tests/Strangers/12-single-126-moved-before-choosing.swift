import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let before = weights
    weights -= chosenRate * gradients

    losses = rates.map { Objective.loss(at: before - $0 * gradients) }
    var k = 0
    for (i, loss) in losses.enumerated() {
      if loss < losses[k] { k = i }
    }
    chosenRate = rates[k]
  }
}
