import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let n = rates.count
    losses.removeAll()
    var k = 0
    var kmin = 0
    var least = Double.infinity
    while k < n {
      let eta = rates[k]
      let candidate = weights.mapValues { $0 } - eta * gradients
      let l = Objective.loss(at: candidate)
      losses.append(l)
      if l < least {
        least = l
        kmin = k
      }
      k += 1
    }
    chosenRate = rates[(kmin - 1 + n) % n]
    weights -= chosenRate * gradients
  }
}
