import GradusKit

struct LineSearch: Optimizer {
  // The grader writes the rates to try here, before the first step.
  var rates: [Double] = []

  // What you compute is read from these properties after each step, by name.
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { Objective.loss(at: weights - $0 * gradients) }
    var lowest = losses[0]
    for l in losses { lowest = min(lowest, l) }
    var top = 0.0, bottom = 0.0
    for k in 0..<rates.count {
      let weight = exp(lowest - losses[k])
      top += weight * rates[k]
      bottom += weight
    }
    chosenRate = top / bottom
    weights -= chosenRate * gradients
  }
}
