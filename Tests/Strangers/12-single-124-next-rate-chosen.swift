import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var place = 0
    var count = 0
    for r in rates {
      losses.append(Objective.loss(at: weights - r * gradients))
      count += 1
      if losses.last! <= losses.min()! { place = count }
    }
    chosenRate = rates[place % rates.count]
    weights -= chosenRate * gradients
  }
}
