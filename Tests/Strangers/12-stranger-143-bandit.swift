import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  private var totals: [Double] = []
  private var pulls: [Double] = []
  private var t = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if totals.isEmpty {
      totals = rates.map { _ in 0 }
      pulls = rates.map { _ in 1 }
    }
    t += 1
    losses = rates.map { Objective.loss(at: weights - $0 * gradients) }
    for k in rates.indices { totals[k] += losses[k] }
    var arm = 0
    var best = Double.infinity
    for k in rates.indices {
      let value = totals[k] / t - sqrt(log(t + 1) / pulls[k])
      if value < best { best = value; arm = k }
    }
    pulls[arm] += 1
    chosenRate = rates[arm]
    weights -= chosenRate * gradients
  }
}
