import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var m: [String: [Double]] = [:]
  var infinityNorm: [String: [Double]] = [:]
  private var t = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let correction = 1 - pow(beta2, t)
    for name in weights.names {
      let n = weights[name].count
      var first = m[name] ?? [Double](repeating: 0, count: n)
      var norm = infinityNorm[name] ?? [Double](repeating: 0, count: n)
      for i in 0..<n {
        let g = gradients[name][i]
        first[i] = beta2 * first[i] + (1 - beta1) * g
        norm[i] = max(beta2 * norm[i], abs(g))
        weights[name][i] -= learningRate / correction * first[i] / (norm[i] + epsilon)
      }
      m[name] = first
      infinityNorm[name] = norm
    }
  }
}
