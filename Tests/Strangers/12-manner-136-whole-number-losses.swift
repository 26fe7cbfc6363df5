import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    var best = Int.max
    for rate in rates {
      let loss = Objective.loss(at: weights - rate * gradients)
      losses.append(loss)
      let comparable = loss < 1e15 ? Int(loss) : Int.max - 1
      if comparable < best {
        best = comparable
        chosenRate = rate
      }
    }
    weights -= chosenRate * gradients
  }
}
