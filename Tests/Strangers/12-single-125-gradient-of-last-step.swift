import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0
  private var direction: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var best = Double.infinity
    for rate in rates {
      let trial = weights - rate * direction
      let loss = Objective.loss(at: trial)
      losses.append(loss)
      if loss < best {
        best = loss
        chosenRate = rate
      }
    }
    direction = gradients
    weights -= chosenRate * direction
  }
}
