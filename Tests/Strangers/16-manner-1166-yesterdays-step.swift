import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6
  var squareAverage: Parameters = 0
  var update: Parameters = 0
  var updateAverage: Parameters = 0

  private func average(_ old: Parameters, _ new: Parameters) -> Parameters {
    decay * old + (1 - decay) * new * new
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = average(squareAverage, gradients)
    let delta = -sqrt(updateAverage + epsilon) / sqrt(squareAverage + epsilon) * gradients
    updateAverage = average(updateAverage, update)
    update = delta
    weights = weights + update
  }
}
