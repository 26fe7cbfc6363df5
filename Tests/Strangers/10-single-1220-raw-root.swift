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
  var count = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    count += 1
    let c1 = 1 - pow(beta1, count)
    let c2 = 1 - pow(beta2, count)
    for (name, g) in gradients {
      m[name] = beta1 * m[name] + (1 - beta1) * g
      v[name] = beta2 * v[name] + (1 - beta2) * pow(g, 2)
      mHat[name] = m[name] / c1
      vHat[name] = v[name] / c2
      let root = sqrt(v[name])
      weights[name] -= learningRate * mHat[name] / (root + epsilon)
    }
  }
}
