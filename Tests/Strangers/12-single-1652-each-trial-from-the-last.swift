import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses.removeAll()
    var point = weights
    for rate in rates {
      point -= rate * gradients
      losses.append(Objective.loss(at: point))
    }
    let smallest = losses.min()!
    chosenRate = rates[losses.firstIndex(of: smallest)!]
    weights -= chosenRate * gradients
  }
}
