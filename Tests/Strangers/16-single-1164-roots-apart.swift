import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6
  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = decay * squareAverage + (1 - decay) * gradients * gradients
    let above = sqrt(updateAverage) + epsilon.squareRoot()
    let below = sqrt(squareAverage + epsilon)
    update = -(above / below) * gradients
    updateAverage = decay * updateAverage + (1 - decay) * update * update
    weights += update
  }
}
