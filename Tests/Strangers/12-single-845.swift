import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses.removeAll()
    for k in 0..<rates.count {
      losses.append(Objective.loss(at: weights - rates[k] * gradients))
    }
    chosenRate = rates[0]
    for k in 1..<rates.count {
      if losses[k] < losses[k - 1] {
        chosenRate = rates[k]
      }
    }
    weights = weights - chosenRate * gradients
  }
}
