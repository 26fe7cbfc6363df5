import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let length = gradients.norm()
    let direction = gradients / length
    let w = weights
    losses = rates.map { eta in Objective.loss(at: w - eta * direction) }

    var least = Double.infinity
    for (eta, loss) in zip(rates, losses) where loss < least {
      least = loss
      chosenRate = eta
    }
    weights -= 0.5 * chosenRate * gradients
  }
}
