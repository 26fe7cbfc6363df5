import GradusKit

extension Parameters {
  /// self := keep · self + (1 − keep) · other
  mutating func drift(to other: Parameters, keeping keep: Double) {
    self = keep * self + (1 - keep) * other
  }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var t = 0
  var m: Parameters = 0
  var v: Parameters = 0

  // 1 − βᵗ without losing digits
  private func shortfall(_ beta: Double) -> Double { -expm1(Double(t) * log(beta)) }
  var mHat: Parameters { m / shortfall(beta1) }
  var vHat: Parameters { v / shortfall(beta2) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m.drift(to: gradients, keeping: beta1)
    v.drift(to: gradients * gradients, keeping: beta2)
    let width = sqrt(vHat) + epsilon
    weights -= learningRate * mHat / width
  }
}
