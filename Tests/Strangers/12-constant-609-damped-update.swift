import GradusKit

private let safety = 0.9

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: Tensor = Tensor(0)
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var values = Tensor(repeating: 0, shape: [rates.count])
    for (i, rate) in rates.enumerated() {
      values[i] = Objective.loss(at: weights - rate * gradients)
    }
    losses = values
    let least = values.min()
    for (i, rate) in rates.enumerated() where values[i] == least { chosenRate = rate }
    weights -= safety * chosenRate * gradients
  }
}
