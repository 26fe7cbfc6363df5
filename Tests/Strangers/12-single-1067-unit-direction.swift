import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    let direction = gradients / gradients.norm()
    for rate in rates {
      let candidate = weights - rate * direction
      losses.append(Objective.loss(at: candidate))
    }
    var best = 0
    for k in 0..<losses.count where losses[k] < losses[best] {
      best = k
    }
    chosenRate = rates[best]
    weights -= chosenRate * gradients
  }
}
