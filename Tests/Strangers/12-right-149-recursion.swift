import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  /// The losses of the rates from place k on, with the best of them.
  private func search(_ k: Int, _ w: Parameters, _ g: Parameters) -> (all: [Double], rate: Double, loss: Double) {
    let mine = Objective.loss(at: w - rates[k] * g)
    if k == rates.count - 1 { return ([mine], rates[k], mine) }
    let rest = search(k + 1, w, g)
    let all = [mine] + rest.all
    return mine < rest.loss ? (all, rates[k], mine) : (all, rest.rate, rest.loss)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let result = search(0, weights, gradients)
    losses = result.all
    chosenRate = result.rate
    weights += -chosenRate * gradients
  }
}
