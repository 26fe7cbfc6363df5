import GradusKit

// State in plain arrays, new ones made by map and zip.
struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name].values
      let old = accumulator[name] ?? g.map { _ in 0 }
      let new = zip(old, g).map { $0 + pow($1, 2) }
      for i in g.indices {
        weights[name][i] -= learningRate * g[i] / (new[i] + epsilon).squareRoot()
      }
      accumulator[name] = new
    }
  }
}
