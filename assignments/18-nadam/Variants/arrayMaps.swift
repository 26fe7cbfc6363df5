import GradusKit

// State in plain arrays, new ones made by map and zip; the powers get one factor more at each step.
struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]
  private var (beta1Power, beta2Power) = (1.0, 1.0)

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    (beta1Power, beta2Power) = (beta1Power * beta1, beta2Power * beta2)
    for name in weights.names {
      let g = gradients[name].values
      let zeros = [Double](repeating: 0, count: g.count)
      let newM = zip(m[name] ?? zeros, g).map { beta1 * $0 + (1 - beta1) * $1 }
      let newV = zip(v[name] ?? zeros, g).map { beta2 * $0 + (1 - beta2) * $1 * $1 }
      let hatM = newM.map { $0 / (1 - beta1Power) }
      let hatV = newV.map { $0 / (1 - beta2Power) }
      for i in g.indices {
        let ahead = beta1 * hatM[i] + (1 - beta1) * g[i] / (1 - beta1Power)
        weights[name][i] -= learningRate * ahead / (hatV[i].squareRoot() + epsilon)
      }
      (m[name], v[name], mHat[name], vHat[name]) = (newM, newV, hatM, hatV)
    }
  }
}
