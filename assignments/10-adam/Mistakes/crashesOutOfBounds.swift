import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var t = 0
  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in weights.names {
      let n = weights[name].count
      var newM = m[name] ?? [Double](repeating: 0, count: n)
      var newV = v[name] ?? [Double](repeating: 0, count: n)
      let grad = gradients[name].values
      for i in 0...n {
        newM[i] = beta1 * newM[i] + (1 - beta1) * grad[i]
        newV[i] = beta2 * newV[i] + (1 - beta2) * grad[i] * grad[i]
      }
      m[name] = newM
      v[name] = newV
      mHat[name] = newM.map { $0 / (1 - pow(beta1, t)) }
      vHat[name] = newV.map { $0 / (1 - pow(beta2, t)) }
      for i in 0..<n {
        weights[name][i] -= learningRate * mHat[name]![i] / (sqrt(vHat[name]![i]) + epsilon)
      }
    }
  }
}
