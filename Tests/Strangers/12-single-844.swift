import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for eta in rates {
      let candidate = weights - eta * gradients
      losses.append(Objective.loss(at: candidate))
    }
    let least = losses.min()!
    chosenRate = rates[losses.firstIndex(of: least)!]
    let direction = gradients / gradients.norm()
    weights -= chosenRate * direction
  }
}
