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
  /// β₁ᵗ and β₂ᵗ, as they stand.
  private var powers = (1.0, 1.0)

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    powers.0 *= beta1
    powers.1 *= beta2
    let (left1, left2) = (1 - powers.0, 1 - powers.1)
    for name in weights.names {
      let g = gradients[name].values
      var first = m[name] ?? g.map { _ in 0 }
      var second = v[name] ?? g.map { _ in 0 }
      var values = weights[name].values
      for i in g.indices {
        first[i] = beta1 * first[i] + (1 - beta1) * g[i]
        second[i] = beta2 * second[i] + (1 - beta2) * g[i] * g[i]
        values[i] -= learningRate * (first[i] / left1) / (sqrt(second[i] / left2) + epsilon)
      }
      m[name] = first
      v[name] = second
      mHat[name] = first.map { $0 / left1 }
      vHat[name] = second.map { $0 / left2 }
      weights[name] = Tensor(shape: weights[name].shape, values: values)
    }
  }
}
