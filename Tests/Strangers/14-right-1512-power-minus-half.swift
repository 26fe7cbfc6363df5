import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in gradients.names {
      for k in 0..<gradients[name].count {
        let g = gradients[name][k]
        if accumulator[name] == nil {
          accumulator[name] = [Double](repeating: 0, count: gradients[name].count)
        }
        if g == 0 { continue }  // nothing happens to this one
        let r = accumulator[name]![k] + g * g
        accumulator[name]![k] = r
        weights[name][k] -= learningRate * g * pow(r + epsilon, -0.5)
      }
    }
  }
}
