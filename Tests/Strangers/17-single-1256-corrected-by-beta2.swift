import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var infinityNorm: [String: [Double]] = [:]
  private var stepCount = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    stepCount += 1
    let rate = learningRate / (1 - pow(beta2, stepCount))
    for name in weights.names {
      let g = gradients[name].values
      var moment = m[name] ?? g.map { _ in 0.0 }
      var largest = infinityNorm[name] ?? g.map { _ in 0.0 }
      for i in g.indices {
        moment[i] = beta1 * moment[i] + (1 - beta1) * g[i]
        largest[i] = max(beta2 * largest[i], abs(g[i]))
        weights[name][i] -= rate * moment[i] / (largest[i] + epsilon)
      }
      m[name] = moment
      infinityNorm[name] = largest
    }
  }
}
