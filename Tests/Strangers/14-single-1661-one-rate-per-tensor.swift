import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    accumulator += gradients.mapValues { g in
      Tensor.zeros(like: g) + dot(g.reshaped(-1), g.reshaped(-1))
    }
    weights -= learningRate * gradients / sqrt(accumulator + epsilon)
  }
}
