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
    gradients.keys.forEach { key in
      let g = gradients[key]
      if m[key] == nil {
        m[key] = g.map { _ in 0.0 }
        v[key] = m[key]
        mHat[key] = m[key]
        vHat[key] = m[key]
      }
      for i in 0..<g.count {
        let mi = (1 - beta1) * m[key]![i] + beta1 * g[i]
        let vi = beta2 * v[key]![i] + (1 - beta2) * g[i] * g[i]
        let mh = mi / (1 + pow(beta1, t))
        let vh = vi / (1 - pow(beta2, t))
        m[key]![i] = mi
        v[key]![i] = vi
        mHat[key]![i] = mh
        vHat[key]![i] = vh
        weights[key][i] -= learningRate * mh / (sqrt(vh) + epsilon)
      }
    }
  }
}
