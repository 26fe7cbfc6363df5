import GradusKit

struct AdaMax: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var infinityNorm: Parameters = 0
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * gradients
    infinityNorm = max(beta2 * infinityNorm, gradients)
    let eta = learningRate / (1 - pow(beta1, t))
    weights -= eta * m / (infinityNorm + epsilon)
  }
}
