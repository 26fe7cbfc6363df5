import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: [String: Tensor] = [:]
  private let initial = 0.1

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      let before = accumulator[name] ?? Tensor(repeating: initial, shape: g.shape)
      let after = before + g * g
      accumulator[name] = after
      weights[name] -= learningRate * g / sqrt(after + epsilon)
    }
  }
}
