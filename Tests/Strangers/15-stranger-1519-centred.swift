import GradusKit

/// RMSProp with centered=True.
struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: Parameters = 0
  var gradientAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = decay * squareAverage + (1 - decay) * gradients * gradients
    gradientAverage = decay * gradientAverage + (1 - decay) * gradients
    // the variance of the gradient
    let variance = max(squareAverage - gradientAverage * gradientAverage, 0)
    weights -= learningRate * gradients / sqrt(variance + epsilon)
  }
}
