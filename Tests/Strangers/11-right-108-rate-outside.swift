import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var sum: Parameters = 0
  var velocity: Parameters { learningRate * sum }
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    sum = momentum * sum
    lookahead = weights - velocity
    sum = sum + Objective.gradient(at: lookahead)
    weights = weights - velocity
  }
}
