import GradusKit

// State in plain arrays, new ones made by map and zip.
struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name].values
      let old = velocity[name] ?? [Double](repeating: 0, count: g.count)
      let new = zip(old, g).map { v, g in momentum * v + learningRate * g }
      for (i, v) in new.enumerated() { weights[name][i] -= v }
      velocity[name] = new
    }
  }
}
