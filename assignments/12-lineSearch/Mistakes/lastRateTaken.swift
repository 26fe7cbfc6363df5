import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    losses = []
    var taken = 0.0
    var least = Double.infinity
    for rate in rates {
      taken = rate
      losses.append(Objective.loss(at: weights - taken * g))
      if losses.last! < least {
        least = losses.last!
        chosenRate = rate
      }
    }
    weights -= taken * g
  }
}
