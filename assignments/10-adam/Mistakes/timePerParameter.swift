import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var t = 0
  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      t += 1
      let g = gradients[name].values
      var mean = m[name] ?? [Double](repeating: 0, count: g.count)
      var variance = v[name] ?? [Double](repeating: 0, count: g.count)
      var meanHat = mean
      var varianceHat = variance
      for i in g.indices {
        mean[i] = beta1 * mean[i] + (1 - beta1) * g[i]
        variance[i] = beta2 * variance[i] + (1 - beta2) * g[i] * g[i]
        meanHat[i] = mean[i] / (1 - pow(beta1, t))
        varianceHat[i] = variance[i] / (1 - pow(beta2, t))
        weights[name][i] -= learningRate * meanHat[i] / (sqrt(varianceHat[i]) + epsilon)
      }
      m[name] = mean
      v[name] = variance
      mHat[name] = meanHat
      vHat[name] = varianceHat
    }
  }
}
