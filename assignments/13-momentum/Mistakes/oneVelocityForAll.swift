import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: [String: [Double]] = [:]
  var v: [Double] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      for i in 0..<weights[name].count {
        if i == v.count { v.append(0) }
        v[i] = momentum * v[i] + learningRate * gradients[name][i]
        weights[name][i] -= v[i]
      }
      velocity[name] = Array(v.prefix(weights[name].count))
    }
  }
}
