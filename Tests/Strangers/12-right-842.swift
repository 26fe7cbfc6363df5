import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate: Double = 0

  /// A copy of `from` after a step at this rate, one element after the other.
  private func moved(_ from: Parameters, along g: Parameters, by rate: Double) -> Parameters {
    var copy = from
    for name in from.names {
      for i in 0..<from[name].count {
        copy[name][i] = from[name][i] - rate * g[name][i]
      }
    }
    return copy
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = [Double](repeating: .infinity, count: rates.count)
    // smallest rate first, whatever the order of the list is
    for k in rates.indices.sorted(by: { rates[$0] < rates[$1] }) {
      losses[k] = Objective.loss(at: moved(weights, along: gradients, by: rates[k]))
    }
    let order = losses.indices.sorted { losses[$0] < losses[$1] }
    chosenRate = rates[order[0]]
    weights = moved(weights, along: gradients, by: chosenRate)
  }
}
