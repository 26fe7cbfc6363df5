import GradusKit

extension Double {
  func rounded(places: Int) -> Double {
    let scale = pow(10, Double(places))
    return (self * scale).rounded() / scale
  }
}

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let w = weights
    losses = rates.map { Objective.loss(at: w - $0 * gradients).rounded(places: 3) }
    let ranking = rates.indices.sorted { losses[$0] < losses[$1] }
    chosenRate = rates[ranking[0]]
    weights = w - chosenRate * gradients
  }
}
