import GradusKit

// Both roots as one, and averages that move by a part of their distance.
struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6
  var squareAverage: Parameters = 0, update: Parameters = 0, updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage += (1 - decay) * (gradients * gradients - squareAverage)
    let ratio = (updateAverage + epsilon) / (squareAverage + epsilon)
    update = -1 * gradients * sqrt(ratio)
    updateAverage += (1 - decay) * (update * update - updateAverage)
    weights = weights + update
  }
}
