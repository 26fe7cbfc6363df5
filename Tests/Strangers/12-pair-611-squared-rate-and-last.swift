import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var eta = 0.0
    var best = Double.greatestFiniteMagnitude
    for r in rates {
      eta = r
      let moved = weights - eta * (eta * gradients)
      let loss = Objective.loss(at: moved)
      losses.append(loss)
      if loss < best { best = loss; chosenRate = eta }
    }
    weights -= eta * gradients
  }
}
