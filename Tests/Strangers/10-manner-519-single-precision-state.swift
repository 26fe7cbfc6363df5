import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var mf: [String: [Float]] = [:]
  private var vf: [String: [Float]] = [:]
  var m: [String: [Double]] { mf.mapValues { $0.map { Double($0) } } }
  var v: [String: [Double]] { vf.mapValues { $0.map { Double($0) } } }
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]
  private var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in weights.keys {
      let n = weights[name].count
      if mf[name] == nil {
        mf[name] = [Float](repeating: 0, count: n)
        vf[name] = [Float](repeating: 0, count: n)
      }
      var a = [Double](), b = [Double]()
      for i in 0..<n {
        let g = gradients[name][i]
        mf[name]![i] = Float(beta1 * Double(mf[name]![i]) + (1 - beta1) * g)
        vf[name]![i] = Float(beta2 * Double(vf[name]![i]) + (1 - beta2) * g * g)
        a.append(Double(mf[name]![i]) / (1 - pow(beta1, t)))
        b.append(Double(vf[name]![i]) / (1 - pow(beta2, t)))
        weights[name][i] -= learningRate * a[i] / (sqrt(b[i]) + epsilon)
      }
      mHat[name] = a
      vHat[name] = b
    }
  }
}
