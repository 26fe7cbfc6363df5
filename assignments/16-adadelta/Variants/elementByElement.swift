import GradusKit

// A class, one element after the other; the step is worked out without its sign.
final class AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6
  var squareAverage: Parameters = 0, update: Parameters = 0, updateAverage: Parameters = 0

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        squareAverage[name][i] = decay * squareAverage[name][i] + (1 - decay) * g * g
        let move = sqrt(updateAverage[name][i] + epsilon) / sqrt(squareAverage[name][i] + epsilon) * g
        updateAverage[name][i] = decay * updateAverage[name][i] + (1 - decay) * move * move
        update[name][i] = -move
        weights[name][i] -= move
      }
    }
  }
}
