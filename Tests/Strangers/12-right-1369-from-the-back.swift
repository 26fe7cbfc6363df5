import GradusKit

struct LineSearch: Optimizer {
  // The grader writes the rates to try here, before the first step.
  var rates: [Double] = []

  // What you compute is read from these properties after each step, by name.
  var losses: [Double] = []
  var chosenRate = 0.0

  func trial(_ w: Parameters, _ g: Parameters, _ rate: Double) -> Parameters {
    var p = w
    for name in w.names {
      for i in 0..<w[name].count { p[name][i] = w[name][i] - g[name][i] * rate }
    }
    return p
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = [Double](repeating: 0, count: rates.count)
    var k = rates.count - 1
    var bestLoss = Double.infinity
    var best = rates[k]
    while k >= 0 {
      losses[k] = Objective.loss(at: trial(weights, gradients, rates[k]))
      if losses[k] <= bestLoss {
        bestLoss = losses[k]
        best = rates[k]
      }
      k -= 1
    }
    chosenRate = best
    weights = trial(weights, gradients, chosenRate)
  }
}
