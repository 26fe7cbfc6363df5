import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0
  private var reference: Double?

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { Objective.loss(at: weights - $0 * gradients) }
    let limit = reference ?? losses.reduce(0, +) / Double(losses.count)

    var accepted: (rate: Double, loss: Double)?
    for (rate, loss) in zip(rates, losses) where loss < limit {
      if accepted == nil || rate > accepted!.rate { accepted = (rate, loss) }
    }
    if accepted == nil {
      let k = rates.indices.min { rates[$0] < rates[$1] }!
      accepted = (rates[k], losses[k])
    }
    chosenRate = accepted!.rate
    reference = accepted!.loss
    weights -= chosenRate * gradients
  }
}
