import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private static let rho = 0.99

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  private var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let rho = Self.rho
    m = beta1 * m + (1 - beta1) * gradients
    v = rho * v + (1 - rho) * gradients * gradients
    mHat = m / (1 - pow(beta1, t))
    vHat = v / (1 - pow(rho, t))
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
