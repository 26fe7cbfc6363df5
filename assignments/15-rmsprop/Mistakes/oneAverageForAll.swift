import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8
  var squareAverage: [String: [Double]] = [:]
  var e: [Double] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      for i in 0..<weights[name].count {
        if i == e.count { e.append(0) }
        e[i] = decay * e[i] + (1 - decay) * gradients[name][i] * gradients[name][i]
        weights[name][i] -= learningRate / sqrt(e[i] + epsilon) * gradients[name][i]
      }
      squareAverage[name] = Array(e.prefix(weights[name].count))
    }
  }
}
