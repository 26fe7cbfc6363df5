import GradusKit

/// The velocity as a weighted sum over all pushes so far, added up anew at each step.
struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  /// η·g of each step, with the η of that step.
  private var pushes: [Parameters] = []
  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    pushes.append(learningRate * gradients)
    var sum = 0 * gradients
    for (age, push) in pushes.reversed().enumerated() { sum += pow(momentum, age) * push }
    velocity = sum
    weights -= sum
  }
}
