import GradusKit

// A class, one element after the other, the last parameter first.
final class Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names.reversed() {
      for i in 0..<weights[name].count {
        let push = gradients[name][i] * learningRate
        velocity[name][i] = push + velocity[name][i] * momentum
        weights[name][i] = weights[name][i] - velocity[name][i]
      }
    }
  }
}
