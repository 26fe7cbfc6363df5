import GradusKit

/// All gradients so far are kept; the norm is the largest of their magnitudes, each β₂ times smaller for every step of its age.
struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  private var past: [Parameters] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    past.append(gradients)
    m = 0 * gradients
    infinityNorm = 0 * gradients
    for (age, g) in past.reversed().enumerated() {
      m += (1 - beta1) * pow(beta1, age) * g
      for name in g.names {
        for i in 0..<g[name].count {
          infinityNorm[name][i] = max(infinityNorm[name][i], pow(beta2, age) * abs(g[name][i]))
        }
      }
    }
    let mHat = m / (1 - pow(beta1, past.count))
    weights = weights - learningRate * mHat / (epsilon + infinityNorm)
  }
}
