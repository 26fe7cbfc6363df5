import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var eta = rates.max() ?? 1
    let slope = (gradients * gradients).sum()
    for _ in rates {
      let loss = Objective.loss(at: weights - eta * gradients)
      losses.append(loss)
      if let before = losses.dropLast().last, loss > before - 0.5 * eta * slope { break }
      eta *= 0.5
    }
    chosenRate = eta
    weights -= eta * gradients
  }
}
