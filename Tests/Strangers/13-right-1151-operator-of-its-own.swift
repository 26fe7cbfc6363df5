import GradusKit

infix operator <~ : AssignmentPrecedence

/// Lets a velocity take in a push.
private func <~ (v: inout [String: Tensor], push: (keep: Double, add: Parameters)) {
  for (name, tensor) in push.add {
    v[name] = v[name].map { push.keep * $0 + tensor } ?? tensor
  }
}

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity <~ (keep: momentum, add: gradients * learningRate)
    velocity.forEach { name, v in weights[name] -= v }
  }
}
