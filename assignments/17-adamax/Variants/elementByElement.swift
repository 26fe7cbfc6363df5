import GradusKit

// A class, one element after the other; the maximum is kept by a comparison, and t starts at 1.
final class AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  private var t = 1
  var m: Parameters = 0
  var infinityNorm: Parameters = 0

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    let rate = learningRate / (1 - pow(beta1, t))
    t += 1
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        m[name][i] += (1 - beta1) * (g - m[name][i])
        infinityNorm[name][i] *= beta2
        if abs(g) > infinityNorm[name][i] { infinityNorm[name][i] = abs(g) }
        weights[name][i] -= rate * m[name][i] / (infinityNorm[name][i] + epsilon)
      }
    }
  }
}
