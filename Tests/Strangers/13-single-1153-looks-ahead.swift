import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let push = gradients[name].values.map { learningRate * $0 }
      var v = velocity[name] ?? push.map { _ in 0 }
      for i in push.indices {
        v[i] = momentum * v[i] + push[i]
        weights[name][i] -= momentum * v[i] + push[i]
      }
      velocity[name] = v
    }
  }
}
