import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if velocity.names.isEmpty {
      velocity = .zeros(like: weights)
    }
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        guard g != 0 else { continue }  // nothing to do
        let v = momentum * velocity[name][i] + learningRate * g
        velocity[name][i] = v
        weights[name][i] -= v
      }
    }
  }
}
