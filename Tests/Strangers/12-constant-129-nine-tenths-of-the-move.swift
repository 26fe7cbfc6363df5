import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { Objective.loss(at: weights - $0 * gradients) }
    chosenRate = zip(rates, losses).min { $0.1 < $1.1 }!.0
    let safety = 0.9
    weights -= safety * chosenRate * gradients
  }
}
