import GradusKit

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate = 0.0

  /// The places of the losses in rising order.
  private var ranking: [Int] {
    var places = Array(0..<losses.count)
    for i in 0..<places.count {
      for j in (i + 1)..<max(places.count, i + 1) where losses[places[j]] < losses[places[i]] {
        places.swapAt(i, j)
      }
    }
    return places
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = []
    for rate in rates {
      var trial = weights
      for (name, g) in gradients { trial[name] = trial[name] - rate * g }
      losses += [Objective.loss(at: trial)]
    }
    chosenRate = rates[ranking[1]]
    for (name, g) in gradients { weights[name] = weights[name] - chosenRate * g }
  }
}
