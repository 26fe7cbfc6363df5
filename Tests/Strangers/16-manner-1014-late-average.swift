import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    updateAverages(gradients)
    let up = sqrt(updateAverage + epsilon), down = sqrt(squareAverage + epsilon)
    update = -(up / down * gradients)
    weights += update
  }

  private mutating func updateAverages(_ g: Parameters) {
    squareAverage = decay * squareAverage + (1 - decay) * pow(g, 2)
    updateAverage = decay * updateAverage + (1 - decay) * pow(update, 2)
  }
}
