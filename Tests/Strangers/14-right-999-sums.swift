import GradusKit

struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8

  var accumulator: [String: [Double]] = [:]

  private func damping(_ r: Double) -> Double { pow(r + epsilon, -0.5) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let rate = learningRate
    for name in gradients.names {
      let g = gradients[name].values
      let old = accumulator[name] ?? g.map { _ in 0 }
      let new = zip(old, g).map { $0 + $1 * $1 }
      accumulator[name] = new
      for i in g.indices where g[i] != 0 {
        weights[name][i] -= rate * damping(new[i]) * g[i]
      }
    }
  }
}
