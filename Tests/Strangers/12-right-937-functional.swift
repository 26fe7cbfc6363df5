import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let here = weights
    let trials = rates.map { rate in here - rate * gradients }
    losses = trials.map { Objective.loss(at: $0) }
    let k = losses.indices.min { losses[$0] < losses[$1] }!
    chosenRate = rates[k]
    weights = trials[k]
  }
}
