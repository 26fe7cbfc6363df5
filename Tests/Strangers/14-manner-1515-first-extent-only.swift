import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if accumulator.names.isEmpty { accumulator = .zeros(like: weights) }
    for name in weights.names {
      let n = weights[name].shape.first ?? 1
      for i in 0..<n {
        let g = gradients[name][i]
        accumulator[name][i] += g * g
        weights[name][i] -= learningRate / sqrt(accumulator[name][i] + epsilon) * g
      }
    }
  }
}
