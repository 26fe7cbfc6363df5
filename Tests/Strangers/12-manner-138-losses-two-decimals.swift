import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] { exact.map { (100 * $0).rounded() / 100 } }
  var chosenRate = 0.0
  private var exact: [Double] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    exact = rates.map { Objective.loss(at: weights - $0 * gradients) }
    chosenRate = rates[exact.firstIndex(of: exact.min()!)!]
    weights -= chosenRate * gradients
  }
}
