import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  private func mix(_ old: Tensor, _ x: Tensor) -> Tensor {
    decay * old + (1 - decay) * pow(x, 2)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      squareAverage[name] = mix(squareAverage[name], g)
      let numerator = updateAverage[name] + epsilon
      let denominator = sqrt(squareAverage[name] + epsilon)
      update[name] = -(numerator / denominator) * g
      updateAverage[name] = mix(updateAverage[name], update[name])
      weights[name] += update[name]
    }
  }
}
