import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  func pick() -> Int {
    var k = 0
    while k + 1 < losses.count && losses[k + 1] <= losses[k] {
      k += 1
    }
    return k
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses.removeAll()
    for eta in rates {
      losses.append(Objective.loss(at: weights - eta * gradients))
    }
    chosenRate = rates[pick()]
    weights = weights - chosenRate * gradients
  }
}
