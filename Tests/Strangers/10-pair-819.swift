import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Tensor] = [:]
  var v: [String: Tensor] = [:]
  var mHat: [String: Tensor] = [:]
  var vHat: [String: Tensor] = [:]
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for (name, g) in gradients {
      let zero = Tensor.zeros(like: g)
      m[name] = beta1 * (m[name] ?? zero) + (1 - beta1) * g
      v[name] = beta2 * (v[name] ?? zero) + (1 - beta2) * g * g
      mHat[name] = m[name]! / (1 - pow(beta1, t))
      vHat[name] = v[name]! * (1 - pow(beta2, t))
      let change = learningRate * mHat[name]! / (sqrt(vHat[name]!) + epsilon)
      weights[name] -= learningRate * change
    }
  }
}
