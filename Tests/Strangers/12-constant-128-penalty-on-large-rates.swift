import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0
  private let caution = 0.5

  private func score(_ k: Int) -> Double { losses[k] + caution * rates[k] }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { Objective.loss(at: weights - $0 * gradients) }
    let best = rates.indices.min { score($0) < score($1) }!
    chosenRate = rates[best]
    weights -= chosenRate * gradients
  }
}
