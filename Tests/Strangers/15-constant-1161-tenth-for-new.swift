import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  var squareAverage: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name].values
      let old = squareAverage[name] ?? [Double](repeating: 0, count: g.count)
      let new = zip(old, g).map { e, slope in decay * e + 0.1 * slope * slope }
      squareAverage[name] = new
      for i in g.indices {
        weights[name][i] -= learningRate * g[i] / (new[i] + epsilon).squareRoot()
      }
    }
  }
}
