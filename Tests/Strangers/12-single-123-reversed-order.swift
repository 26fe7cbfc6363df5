import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var found: [Double] = []
    var smallest = Double.infinity
    for rate in rates.reversed() {
      let value = Objective.loss(at: weights - rate * gradients)
      found.append(value)
      if value < smallest { (smallest, chosenRate) = (value, rate) }
    }
    losses = found
    weights -= chosenRate * gradients
  }
}
