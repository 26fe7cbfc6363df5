import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if accumulator.keys.isEmpty { accumulator = Parameters.zeros(like: weights) }
    for name in weights.names {
      var sums = Tensor.zeros(like: weights[name])
      for i in 0..<sums.count {
        let g = gradients[name][i]
        if g == 0 { continue }
        sums[i] = accumulator[name][i] + g * g
        weights[name][i] -= learningRate / sqrt(sums[i] + epsilon) * g
      }
      accumulator[name] = sums
    }
  }
}
