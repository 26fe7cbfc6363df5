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
    let oneMinus = 1 - beta1
    for key in weights.names {
      for j in 0..<weights[key].count {
        let grad = gradients[key][j]
        m[key][j] = m[key][j] * beta1 + grad * oneMinus
        v[key][j] = v[key][j] * beta2 + grad * grad * oneMinus
        mHat[key][j] = m[key][j] / (1 - pow(beta1, t + 1))
        vHat[key][j] = v[key][j] / (1 - pow(beta2, t))
        weights[key][j] -= learningRate / (sqrt(vHat[key][j]) + epsilon) * mHat[key][j]
      }
    }
  }
}
