import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if squareAverage.names.isEmpty { squareAverage = Parameters.zeros(like: weights) }
    let forget = 1 - decay
    for name in gradients.names {
      let g = gradients[name]
      squareAverage[name] += forget * (g * g - squareAverage[name])
      let normed = g / sqrt(epsilon + squareAverage[name])
      weights[name] -= normed * learningRate
    }
  }
}
