import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { eta in Objective.loss(at: weights - eta * gradients) }
    let ranking = rates.indices.sorted { losses[$0] < losses[$1] }
    chosenRate = rates[ranking[0]]
    weights = weights - rates[0] * gradients
  }
}
