import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if velocity.isEmpty {
      for name in weights.names {
        velocity[name] = [Double](repeating: 0, count: weights[name].count)
      }
    }
    var point = weights
    for name in weights.names {
      var list: [Double] = []
      for i in 0..<weights[name].count {
        point[name][i] -= momentum * velocity[name]![i]
        list.append(point[name][i])
      }
      lookahead[name] = list
    }
    let slope = Objective.gradient(at: point)
    for name in weights.names {
      for i in 0..<weights[name].count {
        let next = momentum * velocity[name]![i] + learningRate * slope[name][i]
        velocity[name]![i] = next
        weights[name][i] -= next
      }
    }
  }
}
