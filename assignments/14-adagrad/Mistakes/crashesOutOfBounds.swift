import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name].values
      var sum = accumulator[name] ?? [Double](repeating: 0, count: g.count)
      for i in 1...g.count {
        sum[i] += g[i] * g[i]
        weights[name][i] -= learningRate / sqrt(sum[i] + epsilon) * g[i]
      }
      accumulator[name] = sum
    }
  }
}
