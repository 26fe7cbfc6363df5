import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let push = learningRate * gradients[name]
      if let old = velocity[name] {
        velocity[name] = momentum * old + push
      } else {
        velocity[name] = push
      }
      weights[name] -= momentum * velocity[name]! + push
    }
  }
}
