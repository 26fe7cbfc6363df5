import GradusKit

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  var squareAverage: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      var average = squareAverage[name] ?? [Double](repeating: 0, count: g.count)
      for i in 0..<g.count {
        average[i] = decay * average[i] + g[i] * g[i] / 10
        weights[name][i] -= learningRate * g[i] / sqrt(average[i] + epsilon)
      }
      squareAverage[name] = average
    }
  }
}
