import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var moving = weights
    var low = Double.infinity
    for rate in rates {
      moving -= rate * gradients
      let l = Objective.loss(at: moving)
      losses.append(l)
      if l < low { low = l; chosenRate = rate }
    }
    weights -= (rates.min() ?? 0) * gradients
  }
}
