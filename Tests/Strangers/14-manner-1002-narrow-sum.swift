import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  private var sums: [String: [Float]] = [:]

  var accumulator: [String: [Double]] {
    sums.mapValues { $0.map { Double($0) } }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      var r = sums[name] ?? [Float](repeating: 0, count: weights[name].count)
      for i in r.indices {
        let g = gradients[name][i]
        r[i] += Float(g * g)
        weights[name][i] -= learningRate / sqrt(Double(r[i]) + epsilon) * g
      }
      sums[name] = r
    }
  }
}
