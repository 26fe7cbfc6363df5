import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var best: (rate: Double, loss: Double, point: Parameters)?
    for rate in rates {
      var point = weights
      point -= rate * gradients
      let loss = Objective.loss(at: point)
      losses.append(loss)
      if best == nil || loss < best!.loss {
        best = (rate, loss, point)
      }
    }
    if let best {
      chosenRate = best.rate
      weights = best.point
    }
  }
}
