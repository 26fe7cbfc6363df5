import GradusKit

infix operator ** : BitwiseShiftPrecedence
private func ** (base: Double, exponent: Int) -> Double { pow(base, exponent) }
private func ** (base: Tensor, exponent: Int) -> Tensor { pow(base, exponent) }

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if t == 0 {
      m = .zeros(like: weights)
      v = .zeros(like: weights)
      mHat = m
      vHat = v
    }
    t += 1
    for (k, g) in gradients {
      m[k] = beta1 * m[k] + (1 - beta1) * g
      v[k] = beta2 * v[k] + (1 - beta2) * g ** 2
      mHat[k] = m[k] / ((1 - beta1) ** t)
      vHat[k] = v[k] / (1 - beta2 ** t)
      weights[k] -= learningRate * mHat[k] / (sqrt(vHat[k]) + epsilon)
    }
  }
}
