import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for eta in rates {
      var trial = weights
      trial["W"] -= eta * gradients["W"]
      trial["s"] -= eta * gradients["s"]
      losses.append(Objective.loss(at: trial))
    }
    var best = 0
    for k in 1..<losses.count where losses[k] < losses[best] { best = k }
    chosenRate = rates[best]
    for name in weights.keys {
      weights[name] -= chosenRate * gradients[name]
    }
  }
}
