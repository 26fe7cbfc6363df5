import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]
  // β₁ᵗ and β₂ᵗ
  private var power1 = 1.0
  private var power2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    power1 *= beta1
    power2 *= beta2
    for name in weights.names {
      let g = gradients[name].values
      var first = m[name] ?? g.map { _ in 0.0 }
      var second = v[name] ?? g.map { _ in 0.0 }
      for k in g.indices {
        first[k] += (1 - beta1) * (g[k] - first[k])
        second[k] += (1 - beta2) * (g[k] * g[k] - second[k])
      }
      m[name] = first
      v[name] = second
      let unbiased1 = first.map { $0 / (1 - power1) }
      let unbiased2 = second.map { $0 / (1 - power2) }
      mHat[name] = unbiased1
      vHat[name] = unbiased2
      for k in g.indices {
        weights[name][k] -= learningRate * unbiased1[k] / (epsilon + sqrt(unbiased2[k]))
      }
    }
  }
}
