import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = Array(repeating: .infinity, count: rates.count)
    var k = rates.count
    var best = k - 1
    while k > 0 {
      k -= 1
      losses[k] = Objective.loss(at: weights - rates[k] * gradients)
      if losses[k] <= losses[best] { best = k }
    }
    chosenRate = rates[best]
    weights -= chosenRate * gradients
  }
}
