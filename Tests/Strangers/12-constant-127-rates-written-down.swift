import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let etas = [0.1, 0.5, 1.0, 5.0, 10]
    var minError = Double.infinity
    losses = []
    var bestW = weights
    for eta in etas {
      let tmpW = weights - eta * gradients
      let error = Objective.loss(at: tmpW)
      losses.append(error)
      if error < minError {
        minError = error
        bestW = tmpW
        chosenRate = eta
      }
    }
    weights = bestW
  }
}
