import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  private var remaining: Double?  // β₁ᵗ

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if remaining == nil {
      m = .zeros(like: gradients)
      infinityNorm = .zeros(like: gradients)
    }
    let left = (remaining ?? 1) * beta1
    remaining = left
    let rate = learningRate / (1 - left)
    for (name, g) in gradients {
      for k in 0..<g.count {
        m[name][k] = g[k] + beta1 * (m[name][k] - g[k])
        let size = g[k] < 0 ? -g[k] : g[k]
        infinityNorm[name][k] *= beta2
        if size > infinityNorm[name][k] { infinityNorm[name][k] = size }
        weights[name][k] -= rate * (m[name][k] / (infinityNorm[name][k] + epsilon))
      }
    }
  }
}
