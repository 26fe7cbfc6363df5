import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let g = gradients[name]
      weights[name] += update[name]
      squareAverage[name] = decay * squareAverage[name] + (1 - decay) * g * g
      update[name] = -sqrt(updateAverage[name] + epsilon) / sqrt(squareAverage[name] + epsilon) * g
      updateAverage[name] = decay * updateAverage[name] + (1 - decay) * update[name] * update[name]
    }
  }
}
