import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var t = 0
  var m: Parameters = 0, infinityNorm: Parameters = 0
  var history: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    for name in weights.names {
      let past = history[name] ?? []
      let largest = past.max()!
      infinityNorm[name] = gradients[name].map { max(beta2 * largest, abs($0)) }
      history[name] = gradients[name].values
    }
    weights -= learningRate / (1 - pow(beta1, t)) * m / (infinityNorm + epsilon)
  }
}
