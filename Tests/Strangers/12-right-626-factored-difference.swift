import GradusKit

/// w − η·g is written as (1 − η)·w + η·(w − g), with u = w − g worked out once.
struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  private func mix(_ w: Parameters, _ u: Parameters, _ share: Double) -> Parameters {
    return (1 - share) * w + share * u
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let unit = weights - gradients
    losses = []
    var order = [(Double, Double)]()
    for rate in rates {
      let l = Objective.loss(at: mix(weights, unit, rate))
      losses.append(l)
      order.append((l, rate))
    }
    order.sort { a, b in a.0 < b.0 }
    chosenRate = order.first?.1 ?? 0
    weights = mix(weights, unit, chosenRate)
  }
}
