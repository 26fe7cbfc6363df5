import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let alpha = 1 - decay
    squareAverage = alpha * squareAverage + (1 - alpha) * gradients * gradients
    weights -= learningRate * gradients / (sqrt(squareAverage) + epsilon)
  }
}
