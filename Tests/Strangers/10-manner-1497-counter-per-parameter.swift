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
  private var updates = 0

  // one parameter
  private mutating func update(_ name: String, _ w: inout Tensor, _ g: Tensor) {
    updates += 1
    m[name] = beta1 * m[name] + (1 - beta1) * g
    v[name] = beta2 * v[name] + (1 - beta2) * g * g
    mHat[name] = m[name] / (1 - pow(beta1, Double(updates)))
    vHat[name] = v[name] / (1 - pow(beta2, Double(updates)))
    w -= learningRate * mHat[name] / (sqrt(vHat[name]) + epsilon)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if updates == 0 {
      m = .zeros(like: weights)
      v = .zeros(like: weights)
      mHat = .zeros(like: weights)
      vHat = .zeros(like: weights)
    }
    for name in weights.names {
      update(name, &weights[name], gradients[name])
    }
  }
}
