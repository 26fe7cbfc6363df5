import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    // both roots are those of the steps before
    let over = sqrt(updateAverage + epsilon)
    let under = sqrt(squareAverage + epsilon)
    update = -1 * over / under * gradients

    squareAverage = decay * squareAverage + (1 - decay) * pow(gradients, 2)
    updateAverage = decay * updateAverage + (1 - decay) * pow(update, 2)
    weights = weights + update
  }
}
