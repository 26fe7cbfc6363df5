import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = decay * squareAverage + pow((1 - decay) * gradients, 2)
    let top = sqrt(updateAverage + epsilon)
    let bottom = sqrt(squareAverage + epsilon)
    update = -(top / bottom * gradients)
    updateAverage = decay * updateAverage + (1 - decay) * pow(update, 2)
    weights -= update
  }
}
