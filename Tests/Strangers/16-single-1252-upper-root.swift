import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  private func mix(_ average: Parameters, _ new: Parameters) -> Parameters {
    decay * average + (1 - decay) * new * new
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = mix(squareAverage, gradients)
    let ratio = (updateAverage + epsilon) / sqrt(squareAverage + epsilon)
    update = -1 * ratio * gradients
    updateAverage = mix(updateAverage, update)
    weights = weights + update
  }
}
