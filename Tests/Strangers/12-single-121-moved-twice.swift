import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let start = weights
    var bestPoint = start
    var bestLoss = Double.greatestFiniteMagnitude
    losses = []
    for rate in rates {
      let candidate = start - rate * gradients
      let loss = Objective.loss(at: candidate)
      losses.append(loss)
      if loss < bestLoss {
        bestLoss = loss
        bestPoint = candidate
        chosenRate = rate
      }
    }
    weights = bestPoint
    weights -= chosenRate * gradients
  }
}
