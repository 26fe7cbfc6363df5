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
    for key in weights.keys {
      let n = weights[key].count
      var ms = m[key] ?? [Double](repeating: 0, count: n)
      var vs = v[key] ?? [Double](repeating: 0, count: n)
      var mh = [Double](repeating: 0, count: n)
      var vh = vHat[key] ?? [Double](repeating: 0, count: n)
      for i in 0..<n {
        let g = gradients[key][i]
        ms[i] = beta1 * ms[i] + (1 - beta1) * g
        vs[i] = beta2 * vs[i] + (1 - beta2) * g * g
        mh[i] = ms[i] / (1 - pow(beta1, Double(t)))
        vh[i] = max(vh[i], vs[i] / (1 - pow(beta2, Double(t))))
        weights[key][i] -= learningRate * mh[i] / (sqrt(vh[i]) + epsilon)
      }
      m[key] = ms
      v[key] = vs
      mHat[key] = mh
      vHat[key] = vh
    }
  }
}
