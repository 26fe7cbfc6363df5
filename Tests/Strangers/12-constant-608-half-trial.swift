import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  private func probe(_ w: Parameters, _ direction: Parameters, _ eta: Double) -> Double {
    Objective.loss(at: w + eta / 2 * direction)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let direction = -1 * gradients
    losses = rates.map { [weights] in probe(weights, direction, $0) }
    let lowest = losses.min() ?? 0
    chosenRate = rates[losses.firstIndex(of: lowest) ?? 0]
    weights += chosenRate * direction
  }
}
