import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let order = rates.indices.sorted { rates[$0] < rates[$1] }
    losses = [Double](repeating: 0, count: rates.count)
    for k in order {
      losses[k] = Objective.loss(at: weights - rates[k] * gradients)
    }
    let ranking = order.sorted { losses[$0] < losses[$1] }
    if let first = ranking.first {
      chosenRate = rates[first]
    }
    weights -= chosenRate * gradients
  }
}
