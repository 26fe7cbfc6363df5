import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let origin = weights
    losses = rates.map { rate in Objective.loss(at: origin - gradients * rate) }
    let winner = zip(rates, losses).min { $0.1 < $1.1 }!
    chosenRate = winner.0
    let length = gradients.norm()
    weights = origin - chosenRate * gradients / length
  }
}
