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
  private var top: [String: [Double]] = [:]
  private var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let c1 = 1 - pow(beta1, t), c2 = 1 - pow(beta2, t)
    for (name, tensor) in gradients {
      let g = Array(tensor)
      let none = [Double](repeating: 0, count: g.count)
      m[name] = zip(m[name] ?? none, g).map { beta1 * $0 + (1 - beta1) * $1 }
      v[name] = zip(v[name] ?? none, g).map { beta2 * $0 + (1 - beta2) * $1 * $1 }
      mHat[name] = m[name]!.map { $0 / c1 }
      vHat[name] = v[name]!.map { $0 / c2 }
      top[name] = zip(top[name] ?? none, vHat[name]!).map { max($0, $1) }
      for i in g.indices {
        weights[name][i] -= learningRate * mHat[name]![i] / (top[name]![i].squareRoot() + epsilon)
      }
    }
  }
}
