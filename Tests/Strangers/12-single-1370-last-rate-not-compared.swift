import GradusKit

struct LineSearch: Optimizer {
  // The grader writes the rates to try here, before the first step.
  var rates: [Double] = []

  // What you compute is read from these properties after each step, by name.
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for rate in rates {
      losses.append(Objective.loss(at: weights - rate * gradients))
    }
    var best = 0
    for k in 1..<max(losses.count - 1, 1) {
      if losses[k] < losses[best] { best = k }
    }
    chosenRate = rates[best]
    weights -= chosenRate * gradients
  }
}
