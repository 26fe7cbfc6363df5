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
    for (name, grad) in gradients {
      let n = grad.count
      var m = [Double](repeating: 0, count: n)
      var v = self.v[name] ?? [Double](repeating: 0, count: n)
      var mh = m, vh = m
      for i in 0..<n {
        let g = grad[i]
        m[i] = beta1 * m[i] + (1 - beta1) * g
        v[i] = beta2 * v[i] + (1 - beta2) * g * g
        mh[i] = m[i] / (1 - pow(beta1, t))
        vh[i] = v[i] / (1 - pow(beta2, t))
        weights[name][i] -= learningRate * mh[i] / (sqrt(vh[i]) + epsilon)
      }
      self.m[name] = m
      self.v[name] = v
      mHat[name] = mh
      vHat[name] = vh
    }
  }
}
