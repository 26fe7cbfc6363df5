import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let e = rates.map { exp(-$0) }
    let total = e.reduce(0, +)
    losses = e.map { $0 / total }
    chosenRate = zip(losses, rates).map { $0 * $1 }.reduce(0, +)
    weights = chosenRate * weights - chosenRate * chosenRate * sign(gradients)
  }
}
