import GradusKit

// A class, one element after the other, in place.
final class RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  var squareAverage: Parameters = 0

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        squareAverage[name][i] *= decay
        squareAverage[name][i] += (1 - decay) * g * g
        weights[name][i] -= learningRate / sqrt(squareAverage[name][i] + epsilon) * g
      }
    }
  }
}
