import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let c1 = 1 - pow(beta1, t), c2 = 1 - pow(beta2, t)
    for name in weights.names {
      let shape = weights[name].shape
      let rows = shape.count == 2 ? shape[0] : 1
      let cols = weights[name].count / rows
      for r in 0..<rows {
        for c in 0..<cols {
          let k = r * cols + c
          m[name][k] = beta1 * m[name][k] + (1 - beta1) * gradients[name][c * rows + r]
          v[name][k] = beta2 * v[name][k] + (1 - beta2) * pow(gradients[name][k], 2)
        }
      }
      for k in 0..<weights[name].count {
        mHat[name][k] = m[name][k] / c1
        vHat[name][k] = v[name][k] / c2
        weights[name][k] -= learningRate * mHat[name][k] / (sqrt(vHat[name][k]) + epsilon)
      }
    }
  }
}
