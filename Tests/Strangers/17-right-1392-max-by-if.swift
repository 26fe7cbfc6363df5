import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  private var left = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    left *= beta1  // β₁ᵗ
    let eta = learningRate / (1 - left)
    for name in weights.names {
      var theM = m[name], u = infinityNorm[name]
      for (i, g) in gradients[name].enumerated() {
        theM[i] = g + beta1 * (theM[i] - g)
        let size = g < 0 ? -g : g
        u[i] *= beta2
        if size > u[i] { u[i] = size }
        weights[name][i] -= eta * theM[i] / (u[i] + epsilon)
      }
      m[name] = theM
      infinityNorm[name] = u
    }
  }
}
