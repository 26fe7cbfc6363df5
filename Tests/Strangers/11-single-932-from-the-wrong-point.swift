import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, w) in weights {
      lookahead[name] = w - momentum * (velocity[name] ?? Tensor.zeros(like: w))
    }
    var ahead = weights
    for name in weights.names { ahead[name] = lookahead[name]! }
    let answer = Objective.gradient(at: ahead)
    for (name, g) in answer {
      let before = velocity[name] ?? Tensor.zeros(like: g)
      let after = momentum * before + learningRate * g
      velocity[name] = after
      weights[name] = ahead[name] - after
    }
  }
}
