import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var minimum = Double.infinity
    for rate in rates {
      let loss = Objective.loss(at: weights - rate * gradients)
      losses.append(loss)
      if loss < minimum {
        minimum = loss
        chosenRate = rate
      }
    }
    let rows = weights["W"].shape[0], columns = weights["W"].shape[1]
    for i in 0..<rows {
      for j in 0..<columns {
        weights["W"][i, j] -= chosenRate * gradients["W"][i, j]
      }
    }
  }
}
