import GradusKit

// State in plain arrays, new ones made by map and zip; β₁ᵗ gets one factor more at each step.
struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: [String: [Double]] = [:]
  var infinityNorm: [String: [Double]] = [:]
  private var beta1Power = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    beta1Power *= beta1
    for name in weights.names {
      let g = gradients[name].values
      let zeros = [Double](repeating: 0, count: g.count)
      let newM = zip(m[name] ?? zeros, g).map { beta1 * $0 + (1 - beta1) * $1 }
      let newU = zip(infinityNorm[name] ?? zeros, g).map { Swift.max($0 * beta2, $1.magnitude) }
      for i in g.indices { weights[name][i] -= learningRate * newM[i] / (1 - beta1Power) / (newU[i] + epsilon) }
      (m[name], infinityNorm[name]) = (newM, newU)
    }
  }
}
