import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  /// What the start at zero still holds of m: β₁ᵗ.
  private var left = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    left *= beta1
    m += (1 - beta1) * (gradients - m)
    infinityNorm = zip(infinityNorm, gradients) { u, g in
      let faded = beta2 * u
      return faded < abs(g) ? abs(g) : faded
    }
    let rate = learningRate / (1 - left)
    weights -= zip(m, infinityNorm) { rate * $0 / ($1 + epsilon) }
  }
}
