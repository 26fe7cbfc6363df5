import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      let past = squareAverage[name].map { decay * $0 } ?? Tensor.zeros(like: g)
      let now = past + 0.1 * (g * g)
      squareAverage[name] = now
      weights[name] = weights[name] - learningRate * g / sqrt(now + epsilon)
    }
  }
}
