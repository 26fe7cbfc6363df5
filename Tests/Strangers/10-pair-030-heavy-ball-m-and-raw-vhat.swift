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
    for (name, tensor) in gradients {
      let g = Array(tensor)
      let mOld = m[name, default: Array(repeating: 0, count: g.count)]
      let vOld = v[name, default: Array(repeating: 0, count: g.count)]
      let mNew = zip(mOld, g).map { beta1 * $0.0 + $0.1 }
      let vNew = zip(vOld, g).map { beta2 * $0.0 + (1 - beta2) * $0.1 * $0.1 }
      m[name] = mNew
      v[name] = vNew
      mHat[name] = mNew.map { $0 / (1 - pow(beta1, t)) }
      vHat[name] = vNew
      for (i, pair) in zip(mHat[name]!, vHat[name]!).enumerated() {
        weights[name][i] -= learningRate * pair.0 / (sqrt(pair.1) + epsilon)
      }
    }
  }
}
