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

  private var mBuffer = [Double](repeating: 0, count: 64)
  private var vBuffer = [Double](repeating: 0, count: 64)
  private var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let c1 = 1 - pow(beta1, t)
    let c2 = 1 - pow(beta2, t)
    for (name, g) in gradients {
      for i in 0..<g.count {
        mBuffer[i] = beta1 * mBuffer[i] + (1 - beta1) * g[i]
        vBuffer[i] = beta2 * vBuffer[i] + (1 - beta2) * g[i] * g[i]
      }
      m[name] = Array(mBuffer[0..<g.count])
      v[name] = Array(vBuffer[0..<g.count])
      mHat[name] = m[name]!.map { $0 / c1 }
      vHat[name] = v[name]!.map { $0 / c2 }
      for i in 0..<g.count {
        weights[name][i] -= learningRate * mHat[name]![i] / (sqrt(vHat[name]![i]) + epsilon)
      }
    }
  }
}
