import GradusKit

// A class, element by element; a gradient of zero changes nothing, so its element is passed over.
final class Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: Parameters = 0

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        if g == 0 { continue }
        accumulator[name][i] += g * g
        weights[name][i] -= learningRate / sqrt(accumulator[name][i] + epsilon) * g
      }
    }
  }
}
