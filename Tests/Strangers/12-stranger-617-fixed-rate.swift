import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    chosenRate = rates.reduce(0, +) / Double(rates.count)
    for (name, g) in gradients {
      weights[name] -= chosenRate * g
    }
  }
}
