import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  private var last = Double.infinity

  // backtracking line search
  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let slope = (gradients * gradients).sum()
    var rate = rates.max()!
    losses = []
    for _ in rates {
      let loss = Objective.loss(at: weights - rate * gradients)
      losses.append(loss)
      if loss < last - 0.0001 * rate * slope { break }
      rate *= 0.5
    }
    last = losses.last!
    chosenRate = rate
    weights -= chosenRate * gradients
  }
}
