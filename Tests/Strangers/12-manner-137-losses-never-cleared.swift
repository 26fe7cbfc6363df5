import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for rate in rates {
      losses.append(Objective.loss(at: weights - rate * gradients))
    }
    let latest = Array(losses.suffix(rates.count))
    var k = 0
    for i in 1..<latest.count {
      if latest[i] < latest[k] { k = i }
    }
    chosenRate = rates[k]
    weights -= chosenRate * gradients
  }
}
