import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = [] {
    didSet {
      guard losses.count == rates.count, let least = losses.min(), let k = losses.firstIndex(of: least) else { return }
      chosenRate = rates[k]
    }
  }
  private(set) var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var found: [Double] = []
    for rate in rates {
      var point = weights
      for name in point.keys {
        for i in 0..<point[name].count { point[name][i] -= rate * gradients[name][i] }
      }
      found.append(Objective.loss(at: point))
    }
    losses = found
    weights = weights - chosenRate * gradients
  }
}
