import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var point = weights
    for name in weights.names {
      if velocity[name] == nil {
        velocity[name] = [Double](repeating: 0, count: weights[name].count)
      }
      for (i, v) in velocity[name]!.enumerated() {
        point[name][i] -= momentum * v
      }
      lookahead[name] = point[name].values
    }
    let slope = Objective.gradient(at: point)
    for name in weights.names {
      for i in weights[name].indices {
        velocity[name]![i] = momentum * velocity[name]![i] + learningRate * slope[name][i]
        weights[name][i] -= velocity[name]![i]
      }
    }
  }
}
