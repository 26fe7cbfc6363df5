import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  private var t = 0

  private var left: (Double, Double) { (1 - pow(beta1, t), 1 - pow(beta2, t)) }
  var mHat: [String: [Double]] { m.mapValues { row in row.map { $0 / left.0 } } }
  var vHat: [String: [Double]] { v.mapValues { row in row.map { $0 / left.1 } } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let (c1, c2) = left
    for (name, tensor) in gradients {
      let g = tensor.values
      let zeros = g.map { _ in 0.0 }
      let first = zip(m[name] ?? zeros, g).map { beta1 * $0 + (1 - beta1) * $1 }
      let second = zip(v[name] ?? zeros, g).map { beta2 * $0 + (1 - beta2) * $1 * $1 }
      for i in g.indices {
        // both parts over the same 1 − β₁ᵗ
        let ahead = (beta1 * first[i] + (1 - beta1) * g[i]) / c1
        weights[name][i] -= learningRate * ahead / (sqrt(second[i] / c2) + epsilon)
      }
      m[name] = first
      v[name] = second
    }
  }
}
