import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: [String: Tensor] = [:]
  var infinityNorm: [String: Tensor] = [:]
  private var power = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    power *= beta1
    for (name, g) in gradients {
      let oldM = m[name] ?? Tensor.zeros(like: g)
      let oldU = infinityNorm[name] ?? Tensor.zeros(like: g)
      let newM = beta1 * oldM + (1 - beta1) * g
      let newU = max(beta2 * oldU, abs(g))
      weights[name] -= (learningRate / (1 - power)) * (newM / (newU + 1e-3))
      m[name] = newM
      infinityNorm[name] = newU
    }
  }
}
