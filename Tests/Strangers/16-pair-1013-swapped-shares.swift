import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let fresh = 1 - decay
    squareAverage = fresh * squareAverage + decay * gradients * gradients
    let ratio = (updateAverage + epsilon) / (squareAverage + epsilon)
    update = -sqrt(ratio) * gradients
    updateAverage = decay * updateAverage + fresh * update * update
    weights -= update
  }
}
