import GradusKit

struct LineSearch: Optimizer {
  var rates = Tensor(0)
  var losses = Tensor(0)
  var chosenRate: Double = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let start = weights
    func after(_ rate: Double) -> Parameters {
      start.mapValues { $0 } - gradients.map { $0 * rate }
    }
    losses = rates.map { Objective.loss(at: after($0)) }
    let ranked = zip(rates.values, losses.values).sorted { a, b in a.1 < b.1 }
    chosenRate = ranked.first!.0
    weights = after(chosenRate)
  }
}
