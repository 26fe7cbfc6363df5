import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in gradients.keys {
      let g = gradients[name].map { $0 + 0.0 }
      let zeros = [Double](repeating: 0, count: g.count)
      m[name] = (0..<g.count).map { i in beta1 * (m[name] ?? zeros)[i] + (1 - beta1) * g[i] }
      v[name] = (0..<g.count).map { i in beta2 * (v[name] ?? zeros)[i] + (1 - beta2) * g[i] * g[i] }
      mHat[name] = m[name]!.map { $0 / (1 - pow(beta1, t)) }
      vHat[name] = v[name]!.map { $0 / (1 - pow(beta2, t)) }
      let tiny = 1e-3
      for i in 0..<g.count {
        weights[name][i] -= learningRate * mHat[name]![i] / (vHat[name]![i].squareRoot() + tiny)
      }
    }
  }
}
