import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let origin = weights
    losses = Array(repeating: .nan, count: rates.count)
    var best = -1
    for k in stride(from: rates.count - 1, through: 0, by: -1) {
      weights = origin
      weights -= rates[k] * gradients
      losses[k] = Objective.loss(at: weights)
      if best < 0 || losses[k] <= losses[best] { best = k }
    }
    chosenRate = rates[best]
    weights = origin - chosenRate * gradients
  }
}
