import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in gradients.names {
      let g = gradients[name]
      var r = accumulator[name, default: .zeros(like: g)]
      for i in (0..<g.count).reversed() where g[i] != 0 {
        r[i] += g[i] * g[i]
        weights[name][i] -= learningRate * g[i] * pow(r[i] + epsilon, -0.5)
      }
      accumulator[name] = r
    }
  }
}
