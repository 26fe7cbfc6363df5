import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var k = -1
    losses = []
    for (i, rate) in rates.enumerated() {
      let end = weights - rate * gradients
      let trial = 0.5 * (weights + end)
      losses.append(Objective.loss(at: trial))
      if k < 0 || losses[i] < losses[k] { k = i }
    }
    chosenRate = rates[k]
    weights -= rates[k] * gradients
  }
}
