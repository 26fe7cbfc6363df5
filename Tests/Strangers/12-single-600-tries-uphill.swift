import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  func trial(_ w: Parameters, _ g: Parameters, _ rate: Double) -> Double {
    let point = w + rate * g
    return Objective.loss(at: point)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for rate in rates {
      losses.append(trial(weights, gradients, rate))
    }
    var k = 0
    for j in 1..<max(2, losses.count) where j < losses.count && losses[j] < losses[k] {
      k = j
    }
    chosenRate = rates[k]
    weights -= chosenRate * gradients
  }
}
