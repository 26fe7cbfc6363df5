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
  private var steps = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if steps == 0 {
      m = Parameters.zeros(like: weights)
      v = m
    }
    steps += 1
    let rest = 1 - beta1
    m = zip(m, gradients) { old, g in beta1 * old + rest * g }
    v = zip(v, gradients) { old, g in beta2 * old + rest * g * g }
    mHat = m / (1 - pow(beta1, steps))
    vHat = v / (1 - pow(beta2, steps))
    let corrected = gradients * (rest / (1 - pow(beta1, steps)))
    let direction = beta1 * m + corrected
    weights -= learningRate / (sqrt(vHat) + epsilon) * direction
  }
}
