import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var minimum = Double.infinity
    losses = []
    for eta in rates {
      var there = weights
      for (name, g) in gradients { there[name] -= eta * g }
      let value = Objective.loss(at: there) + 0.05 * eta
      losses.append(value)
      guard value < minimum else { continue }
      minimum = value
      chosenRate = eta
    }
    for (name, g) in gradients { weights[name] -= chosenRate * g }
  }
}
