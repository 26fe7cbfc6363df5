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

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      let sum = (m[name] ?? .zeros(like: g)) + g
      let length = sum.norm()
      let direction = length > 0 ? sum / length : sum
      let energy = (v[name] ?? .zeros(like: g)) + g.norm() * g.norm()
      m[name] = direction
      v[name] = energy
      mHat[name] = beta1 * direction
      vHat[name] = sqrt(energy + beta2)
      weights[name] -= learningRate * mHat[name]! / vHat[name]!
    }
  }
}
