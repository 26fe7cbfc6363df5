import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []

  private var best: Int? { losses.indices.min { losses[$0] < losses[$1] } }
  var chosenRate: Double { best.map { rates[$0] } ?? 0 }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { rate in
      var point = weights
      for name in point.keys {
        for i in 0..<point[name].count { point[name][i] -= rate * gradients[name][i] }
      }
      return Objective.loss(at: point)
    }
    weights -= chosenRate * gradients
  }
}
