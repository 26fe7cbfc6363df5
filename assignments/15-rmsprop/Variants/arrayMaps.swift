import GradusKit

// State in plain arrays, new ones made by map and zip.
struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  var squareAverage: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name].values
      let old = squareAverage[name, default: [Double](repeating: 0, count: g.count)]
      let new = zip(old, g).map { decay * $0 + (1 - decay) * ($1 * $1) }
      let moves = zip(g, new).map { learningRate * $0 / ($1 + epsilon).squareRoot() }
      for (i, move) in moves.enumerated() { weights[name][i] -= move }
      squareAverage[name] = new
    }
  }
}
