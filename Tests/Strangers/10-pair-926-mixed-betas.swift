import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0, v: Parameters = 0
  var mHat: Parameters = 0, vHat: Parameters = 0
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let c1 = 1 - pow(beta1, t), c2 = 1 - pow(beta2, t)
    let (fresh1, fresh2) = (1 - beta2, 1 - beta2)
    for name in weights.names {
      let g = gradients[name]
      m[name] = beta1 * m[name] + fresh1 * g
      v[name] = beta2 * v[name] + fresh2 * (g * g)
      mHat[name] = m[name] / c1
      vHat[name] = v[name] / c2
      let direction = m[name] / (sqrt(vHat[name]) + epsilon)
      weights[name] = weights[name] - learningRate * direction
    }
  }
}
