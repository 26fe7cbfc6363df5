import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var lowest = Double.infinity
    losses = []
    for rate in rates {
      let trial = weights + rate * gradients
      let loss = Objective.loss(at: trial)
      losses.append(loss)
      if loss < lowest {
        lowest = loss
        chosenRate = rate
      }
    }
    for name in weights.names {
      weights[name] -= gradients[name]
    }
  }
}
