import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var bestScore = Double.infinity
    for rate in rates {
      let loss = Objective.loss(at: weights - rate * gradients)
      losses.append(loss)
      let score = rate * loss
      if score < bestScore {
        bestScore = score
        chosenRate = rate
      }
    }
    weights -= chosenRate * gradients * abs(gradients)
  }
}
