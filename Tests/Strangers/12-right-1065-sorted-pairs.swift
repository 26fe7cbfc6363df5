import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let start = weights
    losses = rates.map { rate in Objective.loss(at: start - rate * gradients) }
    let ranking = zip(rates, losses).sorted { $0.1 < $1.1 }
    chosenRate = ranking.first!.0
    weights = start - chosenRate * gradients
  }
}
