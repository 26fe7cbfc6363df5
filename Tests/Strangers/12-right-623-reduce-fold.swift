import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    typealias State = (all: [Double], best: Double, rate: Double)
    let w = weights
    let start: State = ([], .infinity, rates.first ?? 0)
    let end: State = rates.reduce(start) { state, rate in
      let loss = Objective.loss(at: w - rate * gradients)
      let wins = loss < state.best
      return (state.all + [loss], wins ? loss : state.best, wins ? rate : state.rate)
    }
    losses = end.all
    chosenRate = end.rate
    weights = w - end.rate * gradients
  }
}
