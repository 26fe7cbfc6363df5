import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let friction = 1 - momentum
    var point = weights
    for name in weights.keys {
      let n = weights[name].count
      if velocity[name] == nil { velocity[name] = Array(repeating: 0, count: n) }
      for i in 0..<n { point[name][i] = weights[name][i] - friction * velocity[name]![i] }
      lookahead[name] = Array(point[name])
    }
    let g = Objective.gradient(at: point)
    for name in weights.keys {
      for i in 0..<weights[name].count {
        velocity[name]![i] = momentum * velocity[name]![i] + learningRate * g[name][i]
        weights[name][i] -= velocity[name]![i]
      }
    }
  }
}
