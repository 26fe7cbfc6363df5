import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let w = weights
    let a = rates[0], b = rates[rates.count / 2], c = rates[rates.count - 1]
    losses = []
    guard a != b, b != c, a != c else { return }
    losses = [a, b, c].map { Objective.loss(at: w - $0 * gradients) }
    let (fa, fb, fc) = (losses[0], losses[1], losses[2])
    let p = (b - a) * (fb - fc), q = (b - c) * (fb - fa)
    let curvature = ((fc - fb) / (c - b) - (fb - fa) / (b - a)) / (c - a)
    if curvature > 0, p != q {
      chosenRate = b - 0.5 * ((b - a) * p - (b - c) * q) / (p - q)
    } else {
      chosenRate = fa < fb ? (fa < fc ? a : c) : (fb < fc ? b : c)
    }
    weights = w - chosenRate * gradients
  }
}
