import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  private struct Trial {
    var rate: Double, loss: Double
  }

  /// The best of the rates from k on; also fills in their losses, the last first.
  private mutating func best(from k: Int, _ w: Parameters, _ g: Parameters) -> Trial? {
    guard k < rates.count else { return nil }
    let later = best(from: k + 1, w, g)
    let loss = Objective.loss(at: w - rates[k] * g)
    losses[k] = loss
    if let later, later.loss < loss { return later }
    return Trial(rate: rates[k], loss: loss)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = rates.map { _ in .infinity }
    chosenRate = best(from: 0, weights, gradients)?.rate ?? rates[0]
    weights -= chosenRate * gradients
  }
}
