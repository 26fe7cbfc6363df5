import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var t = 0
  var m: [String: Tensor] = [:], v: [String: Tensor] = [:], mHat: [String: Tensor] = [:], vHat: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in weights.names {
      let g = gradients[name]
      m[name] = beta1 * m[name]! + (1 - beta1) * g
      v[name] = beta2 * v[name]! + (1 - beta2) * g * g
      mHat[name] = m[name]! / (1 - pow(beta1, t))
      vHat[name] = v[name]! / (1 - pow(beta2, t))
      let ahead = beta1 * mHat[name]! + (1 - beta1) * g / (1 - pow(beta1, t))
      weights[name] -= learningRate * ahead / (sqrt(vHat[name]!) + epsilon)
    }
  }
}
