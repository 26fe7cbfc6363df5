import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  /// initial_accumulator_value
  var accumulator: Parameters = 0.1

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    accumulator = accumulator + pow(gradients, 2)
    let rate = learningRate / sqrt(accumulator + epsilon)
    weights = weights - rate * gradients
  }
}
