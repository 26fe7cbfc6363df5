import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name]
      accumulator[name] += (g * g).sum()
      let rate = learningRate / sqrt(accumulator[name] + epsilon)
      weights[name] -= rate * g
    }
  }
}
