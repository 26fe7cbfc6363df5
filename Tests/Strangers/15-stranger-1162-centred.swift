import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  var squareAverage: Parameters = 0
  private var gradientAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let g = gradients
    squareAverage = decay * squareAverage + (1 - decay) * g * g
    gradientAverage = decay * gradientAverage + (1 - decay) * g
    let spread = max(squareAverage - pow(gradientAverage, 2), 0)
    weights -= learningRate * g / sqrt(spread + epsilon)
  }
}
