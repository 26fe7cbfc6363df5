import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var best = Double.infinity
    for k in 0..<(rates.count - 1) {
      losses.append(Objective.loss(at: weights - rates[k] * gradients))
      if losses[k] < best {
        best = losses[k]
        chosenRate = rates[k]
      }
    }
    weights = weights - chosenRate * gradients
  }
}
