import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { rate in Objective.loss(at: weights - rate / 2 * gradients) }
    var top = 0
    for i in losses.indices where losses[i] > losses[top] {
      top = i
    }
    chosenRate = rates[top]
    weights -= chosenRate * gradients
  }
}
