import GradusKit

struct LineSearch: Optimizer {
  var rates: Tensor = [0]
  var losses: Tensor = [0]
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let home = weights
    losses = Tensor.zeros(like: rates)
    var least = Double.infinity
    var bestPoint = home
    for k in 0..<rates.count {
      weights = home
      for (name, g) in gradients { weights[name] -= rates[k] * g }
      losses[k] = Objective.loss(at: weights)
      if losses[k] < least {
        least = losses[k]
        chosenRate = rates[k]
        bestPoint = weights
      }
    }
    weights = bestPoint
  }
}
