import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var point = weights
    var previous = 0.0
    var champion = (rate: 0.0, loss: Double.infinity)
    losses = []
    for rate in rates {
      point -= (rate - previous) * gradients
      previous = rate
      let loss = Objective.loss(at: point)
      losses.append(loss)
      champion = loss < champion.loss ? (rate, loss) : champion
    }
    chosenRate = champion.rate
    weights -= chosenRate * gradients
  }
}
