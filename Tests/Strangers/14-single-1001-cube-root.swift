import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      accumulator[name] += g * g
      for i in 0..<g.count {
        let root = cbrt(accumulator[name][i] + epsilon)
        weights[name][i] -= learningRate / root * g[i]
      }
    }
  }
}
