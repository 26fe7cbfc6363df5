import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    // the loss of each rate, asked again for every parameter
    losses = [Double](repeating: 0, count: rates.count)
    for _ in weights.names {
      for (index, rate) in rates.enumerated() { losses[index] = Objective.loss(at: weights - rate * g) }
    }
    chosenRate = rates[losses.firstIndex(of: losses.min()!)!]
    weights -= chosenRate * g
  }
}
