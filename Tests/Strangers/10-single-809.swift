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
    var biasM = 1.0
    for _ in 1...t { biasM *= 1 - beta1 }
    var beta2PowT = 1.0
    for _ in 1...t { beta2PowT *= beta2 }
    for name in weights.names {
      let n = weights[name].count
      var mm = m[name] ?? [Double](repeating: 0, count: n)
      var vv = v[name] ?? [Double](repeating: 0, count: n)
      var mh = mm
      var vh = vv
      for i in 0..<n {
        let g = gradients[name][i]
        mm[i] = beta1 * mm[i] + (1 - beta1) * g
        vv[i] = beta2 * vv[i] + (1 - beta2) * g * g
        mh[i] = mm[i] / biasM
        vh[i] = vv[i] / (1 - beta2PowT)
        weights[name][i] = weights[name][i] - learningRate * mh[i] / (sqrt(vh[i]) + epsilon)
      }
      m[name] = mm
      v[name] = vv
      mHat[name] = mh
      vHat[name] = vh
    }
  }
}
