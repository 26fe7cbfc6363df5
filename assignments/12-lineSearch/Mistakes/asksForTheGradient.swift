import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    // the rate after which the gradient is smallest
    losses = []
    for rate in rates {
      let there = Objective.gradient(at: weights - rate * g)
      var sum = 0.0
      for name in there.names {
        for value in there[name].values { sum += value * value }
      }
      losses.append(sum)
    }
    chosenRate = rates[losses.firstIndex(of: losses.min()!)!]
    weights -= chosenRate * g
  }
}
