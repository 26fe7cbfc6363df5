import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let start = weights
    losses = rates.map { r in Objective.loss(at: start - r * gradients) }
    let pairs = Array(zip(losses, rates))
    let winner = pairs.reduce(pairs[0]) { $1.0 < $0.0 ? $1 : $0 }
    chosenRate = winner.1
    // a little less than the best, to be on the safe side
    weights = start - 0.9 * chosenRate * gradients
  }
}
