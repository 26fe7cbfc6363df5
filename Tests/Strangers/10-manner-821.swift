import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var first: [String: [Float]] = [:]
  private var second: [String: [Float]] = [:]
  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let b1 = beta1, b2 = beta2
    for name in weights.names {
      let n = weights[name].count
      var a = first[name] ?? [Float](repeating: 0, count: n)
      var b = second[name] ?? [Float](repeating: 0, count: n)
      for i in 0..<n {
        let g = gradients[name][i]
        a[i] = Float(b1 * Double(a[i]) + (1 - b1) * g)
        b[i] = Float(b2 * Double(b[i]) + (1 - b2) * g * g)
      }
      first[name] = a
      second[name] = b
      m[name] = a.map { Double($0) }
      v[name] = b.map { Double($0) }
      mHat[name] = m[name]!.map { $0 / (1 - pow(b1, t)) }
      vHat[name] = v[name]!.map { $0 / (1 - pow(b2, t)) }
      for i in 0..<n {
        weights[name][i] -= learningRate * mHat[name]![i] / (sqrt(vHat[name]![i]) + epsilon)
      }
    }
  }
}
