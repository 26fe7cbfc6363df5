import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var t = 0

  var m: Parameters { mHat * (1 - pow(beta1, t)) }
  var v: Parameters { vHat * (1 - pow(beta2, t)) }

  /// The share of the newest value in a corrected average of t values.
  func share(_ beta: Double) -> Double {
    (1 - beta) / (1 - pow(beta, t))
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let a = share(beta1)
    let c = share(beta2)
    mHat = (1 - a) * mHat + a * gradients
    vHat = (1 - c) * vHat + c * gradients * gradients
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
