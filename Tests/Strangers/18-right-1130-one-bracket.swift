import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
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
    let one = 1 - pow(beta1, Double(t))
    let two = 1 - pow(beta2, Double(t))
    for (name, gradient) in gradients {
      let zeros = [Double](repeating: 0, count: gradient.count)
      var mm = m[name] ?? zeros
      var vv = v[name] ?? zeros
      for (i, g) in gradient.enumerated() {
        mm[i] *= beta1
        mm[i] += (1 - beta1) * g
        vv[i] *= beta2
        vv[i] += (1 - beta2) * g * g
        let top = (beta1 * mm[i] + g - beta1 * g) / one
        let bottom = (vv[i] / two).squareRoot() + epsilon
        weights[name][i] -= learningRate * top / bottom
      }
      m[name] = mm
      v[name] = vv
      mHat[name] = mm.map { $0 / one }
      vHat[name] = vv.map { $0 / two }
    }
  }
}
