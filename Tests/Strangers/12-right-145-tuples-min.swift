import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let trials = rates.map { (rate: $0, point: weights - $0 * gradients) }
    losses = trials.map { Objective.loss(at: $0.point) }
    let winner = zip(trials, losses).min { $0.1 < $1.1 }!.0
    chosenRate = winner.rate
    weights = winner.point
  }
}
