import GradusKit

// State in plain arrays, new ones made by map and zip.
struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6
  var squareAverage: [String: [Double]] = [:]
  var update: [String: [Double]] = [:]
  var updateAverage: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name].values
      let zeros = [Double](repeating: 0, count: g.count)
      let e = zip(squareAverage[name] ?? zeros, g).map { decay * $0 + (1 - decay) * $1 * $1 }
      let d = updateAverage[name] ?? zeros
      let moves = g.indices.map { i in -(d[i] + epsilon).squareRoot() * g[i] / (e[i] + epsilon).squareRoot() }
      squareAverage[name] = e
      updateAverage[name] = zip(d, moves).map { decay * $0 + (1 - decay) * $1 * $1 }
      update[name] = moves
      for (i, move) in moves.enumerated() { weights[name][i] += move }
    }
  }
}
