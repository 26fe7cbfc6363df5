import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var rate = 0.7 * rates.max()!
    losses = [Objective.loss(at: weights - rate * gradients)]
    for _ in 1..<rates.count {
      let smaller = rate / 2
      let loss = Objective.loss(at: weights - smaller * gradients)
      losses.append(loss)
      rate = smaller
      if loss > losses[losses.count - 2] {
        rate = smaller * 2
        break
      }
    }
    chosenRate = rate
    weights -= chosenRate * gradients
  }
}
