import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = Array(repeating: 0, count: rates.count)
    var best: (loss: Double, point: Parameters)? = nil
    var k = rates.count
    while k > 0 {
      k -= 1
      let point = weights - rates[k] * gradients
      losses[k] = Objective.loss(at: point)
      if losses[k].isNaN { continue }
      if let soFar = best, soFar.loss <= losses[k] { continue }
      best = (losses[k], point)
      chosenRate = rates[k]
    }
    if let best { weights = best.point }
  }
}
