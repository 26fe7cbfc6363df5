import GradusKit

struct LineSearch: Optimizer {
  // The grader writes the rates to try here, before the first step.
  var rates: [Double] = []

  // What you compute is read from these properties after each step, by name.
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let saved = weights
    losses.removeAll()
    for rate in rates {
      for name in weights.names { weights[name] -= rate * gradients[name] }
      losses.append(Objective.loss(at: weights))
    }
    var best = 0
    for (k, loss) in losses.enumerated() where loss < losses[best] { best = k }
    chosenRate = rates[best]
    weights = saved - chosenRate * gradients
  }
}
