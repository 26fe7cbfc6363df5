import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  var squareAverage: Parameters = 0
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in weights.names {
      for i in 0..<weights[name].count {
        squareAverage[name][i] = decay * squareAverage[name][i] + (1 - decay) * gradients[name][i] * gradients[name][i]
        let scale = Int(1e20 / (squareAverage[name][i] + epsilon).squareRoot())
        weights[name][i] -= learningRate * Double(scale) / 1e20 * gradients[name][i]
      }
    }
  }
}
