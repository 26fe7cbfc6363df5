import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let length = gradients.norm()
    losses = []
    for eta in rates {
      let direction = length > 0 ? gradients / length : gradients
      losses.append(Objective.loss(at: weights - eta * direction))
    }
    var best = 0
    for k in 1..<losses.count where losses[k] < losses[best] {
      best = k
    }
    chosenRate = rates[best]
    weights -= chosenRate * gradients
  }
}
