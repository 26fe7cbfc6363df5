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
  // running products beta^t
  private var power1 = 1.0, power2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    power1 *= beta1
    power2 *= beta2
    for (name, g) in gradients {
      let count = g.count
      var ms = m[name] ?? [Double](repeating: 0, count: count)
      var vs = v[name] ?? [Double](repeating: 0, count: count)
      var mh = ms, vh = vs
      for i in 0..<count {
        ms[i] += (1 - beta1) * (g[i] - ms[i])
        vs[i] += (1 - beta2) * (g[i] * g[i] - vs[i])
        mh[i] = ms[i] / (1 - power1)
        vh[i] = vs[i] / (1 - power2)
        weights[name][i] -= learningRate * mh[i] / (sqrt(vh[i]) + epsilon)
      }
      m[name] = ms
      v[name] = vs
      mHat[name] = mh
      vHat[name] = vh
    }
  }
}
