import GradusKit

struct LineSearch: Optimizer {
  var rates: Tensor = [0.1]
  var losses: Tensor = [0]
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let (w, g) = (weights, gradients)
    losses = rates.map { Objective.loss(at: w - $0 * g) }
    var winner = 0
    for k in 0..<losses.count where losses[k] < losses[winner] { winner = k }
    chosenRate = rates[winner]
    weights = w - chosenRate * g
  }
}
