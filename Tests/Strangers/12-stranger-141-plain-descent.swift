import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.03

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = Array(repeating: 0, count: rates.count)
    weights -= chosenRate * gradients
  }
}
