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
  private var t = 0

  private func blend(_ old: Tensor?, _ new: Tensor, keep: Double) -> Tensor {
    guard let old = old else { return new }
    return keep * old + new
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for (name, g) in gradients {
      let part1 = (1 - beta1) * g
      let part2 = (1 - beta2) * g
      m[name] = blend(m[name], part1, keep: beta1)
      v[name] = blend(v[name], part2 * part2, keep: beta2)
      mHat[name] = m[name]! / (1 - pow(beta1, t))
      vHat[name] = v[name]! / (1 - pow(beta2, t))
      let ratio = mHat[name]! / (sqrt(vHat[name]!) + epsilon)
      weights[name] -= learningRate * ratio
    }
  }
}
