import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: Parameters = 0
  static let eps = 1e-10

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    accumulator += gradients * gradients
    for name in weights.names {
      let scale = sqrt(accumulator[name] + Adagrad.eps)
      weights[name] -= learningRate * gradients[name] / scale
    }
  }
}
