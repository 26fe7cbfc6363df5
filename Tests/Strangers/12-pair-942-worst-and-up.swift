import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  private func loss(_ w: Parameters, _ g: Parameters, _ eta: Double) -> Double {
    Objective.loss(at: w - eta * g)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let w = weights
    losses = rates.map { loss(w, gradients, $0) }
    let ranked = zip(rates, losses).sorted { $0.1 > $1.1 }
    chosenRate = ranked.first!.0
    weights = gradients * chosenRate + w
  }
}
