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

  private func average(_ old: Tensor?, _ new: Tensor, _ beta: Double) -> Tensor {
    guard let old = old else { return new }
    return beta * old + (1 - beta) * new
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for (name, g) in gradients {
      m[name] = average(m[name], g, beta1)
      v[name] = average(v[name], g * g, beta2)
      mHat[name] = m[name]! / (1 - pow(beta1, t))
      vHat[name] = v[name]! / (1 - pow(beta2, t))
      weights[name] -= learningRate * mHat[name]! / (sqrt(vHat[name]!) + epsilon)
    }
  }
}
