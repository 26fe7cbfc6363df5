import GradusKit

/// The average as note 002 unrolls it: a weighted sum over all squares so far.
struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  var squareAverage: Parameters = 0
  private var squares: [Parameters] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squares.insert(gradients * gradients, at: 0)
    squareAverage = 0 * gradients
    for (age, square) in squares.enumerated() { squareAverage += (1 - decay) * pow(decay, age) * square }
    weights -= learningRate / sqrt(squareAverage + epsilon) * gradients
  }
}
