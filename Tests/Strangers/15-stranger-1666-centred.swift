import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: Parameters = 0
  /// the average of the gradients themselves
  private var average: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = decay * squareAverage + (1 - decay) * gradients * gradients
    average = decay * average + (1 - decay) * gradients
    // variance = E[g²] − E[g]²
    let variance = squareAverage - average * average
    weights -= learningRate * gradients / sqrt(variance + epsilon)
  }
}
