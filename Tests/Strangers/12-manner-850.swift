import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var min_error = Double.infinity
    for eta in rates {
      let tmp = weights - eta * gradients
      let error = Objective.loss(at: tmp)
      losses.append(error)
      if error < min_error {
        min_error = error
        chosenRate = eta
      }
    }
    weights -= chosenRate * gradients
  }
}
