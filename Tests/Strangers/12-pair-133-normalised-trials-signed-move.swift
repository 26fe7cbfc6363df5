import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let length = sqrt((gradients * gradients).sum())
    losses = rates.map { Objective.loss(at: weights - ($0 / length) * gradients) }
    let smallest = losses.min()!
    let where_ = losses.firstIndex(of: smallest)!
    chosenRate = rates[where_]
    weights -= chosenRate * gradients.map { $0 > 0 ? 1.0 : ($0 < 0 ? -1.0 : 0.0) }
  }
}
