import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: Tensor = Tensor(0)
  var chosenRate = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var walker = weights
    var results: [Double] = []
    for eta in rates {
      walker -= eta * gradients
      results.append(Objective.loss(at: walker))
    }
    losses = Tensor(results)
    let order = results.indices.sorted { results[$0] < results[$1] }
    chosenRate = rates[order[0]]
    weights -= chosenRate * gradients
  }
}
