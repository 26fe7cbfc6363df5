import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let slope = (gradients * gradients).sum()
    let here = Objective.loss(at: weights)
    losses = [here]
    var t = 1.0
    chosenRate = 0
    while losses.count < rates.count {
      let there = Objective.loss(at: weights - t * gradients)
      losses.append(there)
      if there <= here - 1e-4 * t * slope {
        chosenRate = t
        break
      }
      t /= 2
    }
    weights -= chosenRate * gradients
  }
}
