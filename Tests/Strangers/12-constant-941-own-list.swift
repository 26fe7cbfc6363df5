import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  static let etas = [0.1, 0.5, 1.0, 5.0, 10.0]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var bestLoss = Double.infinity
    losses.removeAll()
    for eta in LineSearch.etas.prefix(rates.count) {
      let loss = Objective.loss(at: weights - eta * gradients)
      losses.append(loss)
      if loss < bestLoss {
        bestLoss = loss
        chosenRate = eta
      }
    }
    weights = weights - chosenRate * gradients
  }
}
