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

  /// Updates one parameter.
  mutating func update(_ name: String, _ w: Tensor, _ g: Tensor) -> Tensor {
    t += 1
    m[name] = beta1 * m[name] + (1 - beta1) * g
    v[name] = beta2 * v[name] + (1 - beta2) * pow(g, 2)
    mHat[name] = m[name] / (1 - pow(beta1, t))
    vHat[name] = v[name] / (1 - pow(beta2, t))
    return w - learningRate * mHat[name] / (sqrt(vHat[name]) + epsilon)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      weights[name] = update(name, weights[name], gradients[name])
    }
  }
}
