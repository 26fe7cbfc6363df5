import GradusKit

// Tensors for the lists; the rates are tried from the last to the first, and the best point itself is kept.
struct LineSearch: Optimizer {
  var rates = Tensor(0)
  var losses = Tensor(0)
  var chosenRate = Tensor(0)

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    losses = Tensor(repeating: 0, shape: rates.shape)
    var best = weights
    var least = Double.infinity
    for index in (0..<rates.count).reversed() {
      let point = weights - gradients * rates[index]
      losses[index] = Objective.loss(at: point)
      if losses[index] < least {
        least = losses[index]
        chosenRate = Tensor(rates[index])
        best = point
      }
    }
    weights = best
  }
}
