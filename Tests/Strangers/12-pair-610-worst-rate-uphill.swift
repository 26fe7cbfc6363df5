import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let here = weights
    let there: (Double) -> Parameters = { here - $0 * gradients }
    losses = rates.map(there).map { Objective.loss(at: $0) }
    let index = losses.indices.max { losses[$0] < losses[$1] } ?? 0
    chosenRate = rates[index]
    weights = here + chosenRate * gradients
  }
}
