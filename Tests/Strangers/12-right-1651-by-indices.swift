import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  /// where a step of this length would end
  private func trial(_ rate: Double, from w: Parameters, along g: Parameters) -> Parameters {
    w.mapValues { $0 } - rate * g
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let start = weights
    // from the last rate to the first: the order is free
    var found = [Double](repeating: .infinity, count: rates.count)
    for k in rates.indices.reversed() {
      found[k] = Objective.loss(at: trial(rates[k], from: start, along: gradients))
    }
    let best = found.indices.min { found[$0] < found[$1] }!
    losses = found
    chosenRate = rates[best]
    weights = trial(chosenRate, from: start, along: gradients)
  }
}
