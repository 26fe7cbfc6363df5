import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { eta in Objective.loss(at: weights - eta * gradients) }
    let k = losses.firstIndex(of: losses.min()!)!
    chosenRate = rates[k]
    let scaled = chosenRate * gradients
    weights -= chosenRate * scaled
  }
}
