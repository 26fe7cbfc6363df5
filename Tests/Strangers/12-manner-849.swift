import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var trial = weights
    var bestLoss = Double.greatestFiniteMagnitude
    for rate in rates {
      for name in trial.names {
        for i in 0..<trial[name].count {
          trial[name][i] -= rate * gradients[name][i]
        }
      }
      let loss = Objective.loss(at: trial)
      losses.append(loss)
      if loss < bestLoss {
        bestLoss = loss
        chosenRate = rate
      }
    }
    weights -= chosenRate * gradients
  }
}
