import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  func rms(_ x: Parameters) -> Parameters { sqrt(x + epsilon) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = decay * squareAverage + (1 - decay) * pow(gradients, 2)
    update = -1 * rms(updateAverage) / rms(squareAverage) * gradients
    updateAverage = updateAverage + pow(update, 2)
    weights = weights + update
  }
}
