import GradusKit

@propertyWrapper
struct Remembered {
  var wrappedValue: [String: [Double]] = [:]
}

extension Array where Element == Double {
  func with(_ other: [Double], _ f: (Double, Double) -> Double) -> [Double] {
    indices.map { f(self[$0], other[$0]) }
  }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  @Remembered var m
  @Remembered var v
  @Remembered var mHat
  @Remembered var vHat
  var powers: (Double, Double)?

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let (p1, p2) = powers.map { ($0.0 * beta1, $0.1 * beta2) } ?? (beta1, beta2)
    powers = (p1, p2)
    let (a, b, eta, eps) = (beta1, beta2, learningRate, epsilon)
    weights.names.forEach { key in
      let g = Array(gradients[key])
      let zero = g.map { _ in 0.0 }
      m[key, default: zero] = m[key, default: zero].with(g) { a * $0 + (1 - a) * $1 }
      v[key, default: zero] = v[key, default: zero].with(g) { b * $0 + (1 - b) * $1 * $1 }
      mHat[key] = m[key]!.map { $0 / (1 - p1) }
      vHat[key] = v[key]!.map { $0 / (1 - p2) }
      let move = mHat[key]!.with(vHat[key]!) { eta * $0 / (sqrt($1) + eps) }
      for (i, d) in move.enumerated() { weights[key][i] -= d }
    }
  }
}
