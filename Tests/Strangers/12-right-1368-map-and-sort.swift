import GradusKit

struct LineSearch: Optimizer {
  // The grader writes the rates to try here, before the first step.
  var rates: [Double] = []

  // What you compute is read from these properties after each step, by name.
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let start = weights
    let candidates = rates.map { rate in start - rate * gradients }
    losses = candidates.map { Objective.loss(at: $0) }
    let ranking = losses.indices.sorted { losses[$0] < losses[$1] }
    if let winner = ranking.first {
      chosenRate = rates[winner]
      weights = candidates[winner]
    }
  }
}
