import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      for i in 0..<weights[name].count {
        velocity[name]![i] = momentum * velocity[name]![i] + learningRate * gradients[name][i]
        weights[name][i] -= velocity[name]![i]
      }
    }
  }
}
