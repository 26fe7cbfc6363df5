import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  var accumulator: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let gradient = gradients[name]
      if accumulator[name] == nil {
        accumulator[name] = Array(repeating: 0, count: gradient.count)
      }
      for (i, g) in gradient.enumerated() where g != 0 {
        accumulator[name]![i] += g * g
        let rate = learningRate * pow(accumulator[name]![i] + epsilon, -0.5)
        weights[name][i] -= rate * g
      }
    }
  }
}
