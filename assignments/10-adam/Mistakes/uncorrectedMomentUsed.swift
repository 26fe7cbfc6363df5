import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var t = 0
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    if t == 1 { (m, v, mHat, vHat) = (0 * gradients, 0 * gradients, 0 * gradients, 0 * gradients) }
    for name in gradients.names {
      for j in 0..<gradients[name].count {
        let g = gradients[name][j]
        m[name][j] = beta1 * m[name][j] + (1 - beta1) * g
        v[name][j] = beta2 * v[name][j] + (1 - beta2) * g * g
        mHat[name][j] = m[name][j] / (1 - pow(beta1, t))
        vHat[name][j] = v[name][j] / (1 - pow(beta2, t))
        weights[name][j] -= learningRate * m[name][j] / (sqrt(vHat[name][j]) + epsilon)
      }
    }
  }
}
