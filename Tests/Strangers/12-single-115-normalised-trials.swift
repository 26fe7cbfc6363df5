import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let direction = gradients / gradients.norm()
    losses = []
    var best = 0
    for k in 0..<rates.count {
      let l = Objective.loss(at: weights - rates[k] * direction)
      losses.append(l)
      if l < losses[best] { best = k }
    }
    chosenRate = rates[best]
    weights -= chosenRate * gradients
  }
}
