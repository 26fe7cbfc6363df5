import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let n = rates.count
    losses = Array(repeating: 0, count: n)
    for i in 1...n {
      var trial = weights
      trial -= rates[i % n] * gradients
      losses[i - 1] = Objective.loss(at: trial)
    }
    var k = 0
    for i in 0..<n {
      if losses[i] < losses[k] { k = i }
    }
    chosenRate = rates[k]
    weights -= chosenRate * gradients
  }
}
