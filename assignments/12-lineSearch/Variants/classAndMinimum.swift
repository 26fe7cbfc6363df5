import GradusKit

// A class; the place of the least loss is found by comparing pairs, and the losses are asked for from both ends inwards.
final class LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] = []
  var chosenRate: Double?

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = [Double](repeating: .nan, count: rates.count)
    var (low, high) = (0, rates.count - 1)
    while low <= high {
      losses[low] = loss(weights, gradients, at: low)
      if high > low { losses[high] = loss(weights, gradients, at: high) }
      (low, high) = (low + 1, high - 1)
    }
    let best = rates.indices.min { losses[$0] < losses[$1] }!
    chosenRate = rates[best]
    weights += gradients * -rates[best]
  }

  private func loss(_ weights: Parameters, _ gradients: Parameters, at trial: Int) -> Double {
    Objective.loss(at: weights - gradients * rates[trial])
  }
}
