import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var ahead = weights
    for k in weights.keys {
      if velocity[k] == nil {
        velocity[k] = Array(repeating: 0, count: weights[k].count)
      }
      for i in 0..<weights[k].count {
        ahead[k][i] = weights[k][i] - momentum * velocity[k]![i]
      }
      lookahead[k] = Array(ahead[k])
    }

    let grad = Objective.gradient(at: ahead)

    for k in weights.keys {
      for i in 0..<weights[k].count {
        velocity[k]![i] = momentum * velocity[k]![i] + learningRate * grad[k][i]
        weights[k][i] -= learningRate * velocity[k]![i]
      }
    }
  }
}
