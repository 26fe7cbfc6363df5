import GradusKit

// All points first, then all losses, element by element; the rates and losses are paired and sorted.
struct LineSearch: Optimizer {
  var rates = Tensor(0)
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var points = [Parameters](repeating: weights, count: rates.count)
    for (trial, rate) in rates.values.enumerated() {
      for name in weights.names {
        for i in 0..<weights[name].count { points[trial][name][i] -= rate * gradients[name][i] }
      }
    }
    losses = points.map { Objective.loss(at: $0) }
    chosenRate = zip(losses, rates.values).sorted { $0.0 < $1.0 }[0].1
    for name in weights.names {
      for i in 0..<weights[name].count { weights[name][i] -= chosenRate * gradients[name][i] }
    }
  }
}
