import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  let candidates = [0.1, 0.5, 1.0, 5.0, 10.0]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for eta in candidates {
      losses.append(Objective.loss(at: weights - eta * gradients))
    }
    let least = losses.min()!
    let index = losses.firstIndex(of: least)!
    chosenRate = candidates[index]
    weights -= chosenRate * gradients
  }
}
