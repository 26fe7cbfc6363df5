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
    for name in weights.keys {
      let g = gradients[name]
      let n = g.count
      if m[name] == nil {
        m[name] = Array(repeating: 0.0, count: n)
        v[name] = Array(repeating: 0.0, count: n)
        mHat[name] = Array(repeating: 0.0, count: n)
        vHat[name] = Array(repeating: 0.0, count: n)
      }
      let squares = Array(g.map { $0 * $0 }.reversed())
      var i = 0
      while i < n {
        m[name]![i] = beta1 * m[name]![i] + (1 - beta1) * g[i]
        v[name]![i] = beta2 * v[name]![i] + (1 - beta2) * squares[i]
        i += 1
      }
      for j in 0..<n {
        mHat[name]![j] = m[name]![j] / (1 - pow(beta1, t))
        vHat[name]![j] = v[name]![j] / (1 - pow(beta2, t))
        let update = learningRate * mHat[name]![j] / (sqrt(vHat[name]![j]) + epsilon)
        weights[name][j] = weights[name][j] - update
      }
    }
  }
}
