import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let keep = decay, take = 1 - decay
    squareAverage = keep * squareAverage + take * gradients * gradients
    let above = sqrt(updateAverage + epsilon)
    let below = sqrt(squareAverage + epsilon)
    update = -above / below * gradients
    updateAverage = keep * updateAverage + take * abs(update)
    weights += update
  }
}
