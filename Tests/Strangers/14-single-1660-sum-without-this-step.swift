import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    defer { accumulator += gradients * gradients }
    weights -= learningRate / sqrt(accumulator + epsilon) * gradients
  }
}
