import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  private var left = 1.0  // β₁ᵗ

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    left *= beta1
    m *= beta1
    m += gradients - beta1 * gradients
    infinityNorm *= beta2
    for name in weights.names {
      for i in 0..<weights[name].count {
        let size = gradients[name][i].magnitude
        if size > infinityNorm[name][i] {
          infinityNorm[name][i] = size
        }
        let top = learningRate * m[name][i]
        let bottom = (1 - left) * (infinityNorm[name][i] + epsilon)
        weights[name][i] -= top / bottom
      }
    }
  }
}
