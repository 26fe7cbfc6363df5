import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  private var steps = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    steps += 1
    let stepSize = learningRate / (1 - pow(beta2, Double(steps)))
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        m[name][i] = beta1 * m[name][i] + (1 - beta1) * g
        infinityNorm[name][i] = max(beta2 * infinityNorm[name][i], abs(g))
        weights[name][i] -= stepSize * m[name][i] / (infinityNorm[name][i] + epsilon)
      }
    }
  }
}
