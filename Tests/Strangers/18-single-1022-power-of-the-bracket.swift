import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
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
    let firstBias = 1 - pow(beta1, t)
    let secondBias = pow(1 - beta2, t)
    for name in weights.names {
      let g = gradients[name].values
      let zeros = [Double](repeating: 0, count: g.count)
      m[name] = zip(m[name] ?? zeros, g).map { beta1 * $0 + (1 - beta1) * $1 }
      v[name] = zip(v[name] ?? zeros, g).map { beta2 * $0 + (1 - beta2) * $1 * $1 }
      mHat[name] = m[name]!.map { $0 / firstBias }
      vHat[name] = v[name]!.map { $0 / secondBias }
      for i in 0..<g.count {
        let look = beta1 * mHat[name]![i] + (1 - beta1) * g[i] / firstBias
        weights[name][i] -= learningRate * look / (sqrt(vHat[name]![i]) + epsilon)
      }
    }
  }
}
