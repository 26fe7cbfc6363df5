import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // forget a bit of both averages
    squareAverage *= decay
    updateAverage *= decay

    squareAverage += (1 - decay) * gradients * gradients
    update = -(sqrt(updateAverage + epsilon) / sqrt(squareAverage + epsilon)) * gradients
    updateAverage += (1 - decay) * update * update
    weights += update
  }
}
