import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0
  private var powers = (1.0, 1.0)

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    powers = (powers.0 * beta1, powers.1 * beta2)
    let (a, b) = (1 - powers.0, 1 - powers.1)
    m = zip(m, gradients) { [beta1] old, g in g + beta1 * (old - g) }
    v = zip(v, gradients) { [beta2] old, g in beta2 * old + (1 - beta2) * g * g }
    mHat = m.map { $0 / a }
    vHat = v.map { $0 / b }
    // (β₁·m + (1 − β₁)·g) over the same correction
    let ahead = (beta1 * m + gradients - beta1 * gradients) / a
    let width = vHat.map { [epsilon] in sqrt($0) + epsilon }
    weights -= learningRate * (ahead / width)
  }
}
