import GradusKit

// The root and the division in one: a power of −½.
struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    accumulator = accumulator + pow(gradients, 2)
    let scale = pow(accumulator + epsilon, -0.5)
    weights = weights - scale * gradients * learningRate
  }
}
