import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    accumulator += gradients * gradients
    for (name, g) in gradients {
      let r = accumulator[name]
      let rate = learningRate / (r.sum() + epsilon).squareRoot()
      weights[name] -= rate * g
    }
  }
}
