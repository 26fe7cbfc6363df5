import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var previous = Double.infinity
    for eta in rates {
      let loss = Objective.loss(at: weights - eta * gradients)
      losses.append(loss)
      if loss > previous { break }
      previous = loss
      chosenRate = eta
    }
    weights -= chosenRate * gradients
  }
}
