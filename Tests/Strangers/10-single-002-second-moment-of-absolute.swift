import GradusKit

/// Keeps one exponentially weighted average per weight.
final class Average {
  var values: [String: [Double]] = [:]
  func update(_ name: String, with xs: [Double], decay: Double) {
    let old = values[name] ?? xs.map { _ in 0 }
    var fresh = [Double]()
    for i in 0..<xs.count {
      fresh.append(old[i] * decay + xs[i] * (1 - decay))
    }
    values[name] = fresh
  }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  let first = Average()
  let second = Average()
  var t = 0.0
  var m: [String: [Double]] { first.values }
  var v: [String: [Double]] { second.values }
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let c1 = 1 - pow(beta1, t)
    let c2 = 1 - pow(beta2, t)
    for name in weights.keys {
      let g = Array(gradients[name])
      first.update(name, with: g, decay: beta1)
      second.update(name, with: g.map { abs($0) }, decay: beta2)
      mHat[name] = m[name]!.map { $0 / c1 }
      vHat[name] = v[name]!.map { $0 / c2 }
      for i in 0..<g.count {
        weights[name][i] -= learningRate * mHat[name]![i] / (sqrt(vHat[name]![i]) + epsilon)
      }
    }
  }
}
