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

  // 1 + β + β² + … up to βᵗ⁻¹
  private var series1 = 0.0
  private var series2 = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    series1 = 1 + beta1 * series1
    series2 = 1 + beta2 * series2
    let share1 = 1 - beta1
    let share2 = 1 - beta2
    gradients.forEach { name, g in
      let zero = Tensor.zeros(like: g)
      m[name] = beta1 * m[name, default: zero] + share1 * g
      v[name] = beta2 * v[name, default: zero] + share2 * g * g
      mHat[name] = m[name]! / (share1 * series1)
      vHat[name] = v[name]! / (share2 * series2)
      weights[name] -= learningRate * mHat[name]! / (sqrt(vHat[name]!) + epsilon)
    }
  }
}
