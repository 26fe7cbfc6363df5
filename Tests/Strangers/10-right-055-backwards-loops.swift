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
  var step = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    step += 1
    for name in weights.keys.reversed() {
      let n = weights[name].count
      if m[name] == nil {
        for path in [\Adam.m, \Adam.v, \Adam.mHat, \Adam.vHat] {
          self[keyPath: path][name] = [Double](repeating: 0, count: n)
        }
      }
      for i in (0..<n).reversed() {
        let g = gradients[name][i]
        v[name]![i] = beta2 * v[name]![i] + (1 - beta2) * g * g
        m[name]![i] = beta1 * m[name]![i] + (1 - beta1) * g
        vHat[name]![i] = v[name]![i] / (1 - pow(beta2, step))
        mHat[name]![i] = m[name]![i] / (1 - pow(beta1, step))
        weights[name][i] -= learningRate * mHat[name]![i] / (vHat[name]![i].squareRoot() + epsilon)
      }
    }
  }
}
