import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0
  private var countdown = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { Objective.loss(at: weights - $0 * gradients) }
    if countdown == 0 {
      chosenRate = zip(losses, rates).min(by: { $0.0 < $1.0 })!.1
      countdown = 3
    }
    countdown -= 1
    weights -= chosenRate * gradients
  }
}
