import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: Tensor] = [:]
  var lookahead: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var point = weights
    for name in weights.names {
      let v = velocity[name] ?? Tensor.zeros(like: weights[name])
      for i in 0..<v.count { point[name][i] -= momentum * v[i] }
      lookahead[name] = point[name]
      velocity[name] = v
    }
    let answer = Objective.gradient(at: point)
    for name in weights.names.reversed() {
      var v = velocity[name]!
      for i in 0..<v.count {
        v[i] = momentum * v[i] + learningRate * answer[name][i]
        weights[name][i] -= v[i]
      }
      velocity[name] = v
    }
  }
}
