import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  /// by name, filled at the first step
  var accumulator: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      let before = accumulator[name] ?? Tensor.zeros(like: g)
      let after = zip(before, g) { r, d in r + d * d }
      accumulator[name] = after
      let scale = pow(after + epsilon, -0.5)
      weights[name] -= scale * g * learningRate
    }
  }
}
