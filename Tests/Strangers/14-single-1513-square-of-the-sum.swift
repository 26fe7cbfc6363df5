import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: Parameters = 0
  var total: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    total += gradients
    accumulator = total * total
    weights -= learningRate / sqrt(accumulator + epsilon) * gradients
  }
}
