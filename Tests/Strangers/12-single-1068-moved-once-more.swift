import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var least = Double.infinity
    var bestPoint = weights
    var table = [Double]()
    for r in rates {
      var trial = weights
      for (name, g) in gradients { trial[name] -= r * g }
      let value = Objective.loss(at: trial)
      table.append(value)
      if value < least {
        least = value
        chosenRate = r
        bestPoint = trial
      }
    }
    losses = table
    weights = bestPoint
    for (name, g) in gradients {
      weights[name] -= chosenRate * g
    }
  }
}
