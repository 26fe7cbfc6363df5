import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0
  private var age = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for rate in rates.reversed() {
      let loss = Objective.loss(at: weights - gradients * rate)
      losses.insert(loss, at: 0)
    }
    if age % 3 == 0 {
      let (index, _) = losses.enumerated().min { $0.element < $1.element } ?? (0, 0)
      chosenRate = rates[index]
    }
    age += 1
    weights -= gradients * chosenRate
  }
}
