import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  private func trial(_ w: Parameters, _ g: Parameters, _ rate: Double) -> Double {
    var point = w
    for name in w.names {
      point[name] += rate * g[name]
    }
    return Objective.loss(at: point)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for rate in rates {
      losses.append(trial(weights, gradients, rate))
    }
    let best = losses.indices.min { losses[$0] < losses[$1] }!
    chosenRate = rates[best]
    weights -= chosenRate * gradients
  }
}
