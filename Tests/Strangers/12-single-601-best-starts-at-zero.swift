import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = [Double](repeating: 0, count: rates.count)
    var best_eta = 0.0
    var best_loss = 0.0
    for i in 0..<rates.count {
      let tmp = weights - rates[i] * gradients
      losses[i] = Objective.loss(at: tmp)
      if losses[i] < best_loss {
        best_loss = losses[i]
        best_eta = rates[i]
      }
    }
    chosenRate = best_eta
    weights = weights - best_eta * gradients
  }
}
