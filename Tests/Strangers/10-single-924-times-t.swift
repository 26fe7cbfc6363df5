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
  var t = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for (name, g) in gradients {
      let zero = Tensor.zeros(like: g)
      let newM = beta1 * (m[name] ?? zero) + (1 - beta1) * g
      let newV = beta2 * (v[name] ?? zero) + (1 - beta2) * g * g
      let mc = newM / (1 - beta1 * t)
      let vc = newV / (1 - pow(beta2, t))
      weights[name] -= learningRate * mc / (sqrt(vc) + epsilon)
      (m[name], v[name], mHat[name], vHat[name]) = (newM, newV, mc, vc)
    }
  }
}
