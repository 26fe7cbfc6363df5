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
    infinityNorm = zip(infinityNorm + 0 * gradients, gradients) { (u: Double, g: Double) -> Double in
      let decayed = beta2 * u
      return decayed > abs(g) ? decayed : abs(g)
    }
    // look ahead
    let ahead = beta1 * m + (1 - beta1) * gradients
    weights -= learningRate / (1 - pow(beta1, t)) * ahead / (infinityNorm + epsilon)
  }
}
