import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name]
      var r = accumulator[name] ?? Tensor.zeros(like: g)
      var w = weights[name]
      for i in 0..<g.count {
        if g[i] == 0 { continue }  // nothing happens to this one
        r[i] += pow(g[i], 2)
        w[i] -= g[i] * learningRate * pow(r[i] + epsilon, -0.5)
      }
      accumulator[name] = r
      weights[name] = w
    }
  }
}
