import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  private var isTuned: Bool { losses.count == rates.count && !rates.isEmpty }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if !isTuned {
      let w = weights
      losses = rates.map { Objective.loss(at: w - $0 * gradients) }
      var pick = 0
      for i in losses.indices { if losses[i] < losses[pick] { pick = i } }
      chosenRate = rates[pick]
    }
    weights -= chosenRate * gradients
  }
}
