import GradusKit

// A class, one element after the other; the averages move by a part of their distance to the new value.
final class Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  private var t = 0
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let (c1, c2) = (1 - pow(beta1, t), 1 - pow(beta2, t))
    for name in weights.names {
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        m[name][i] += (1 - beta1) * (g - m[name][i])
        v[name][i] += (1 - beta2) * (g * g - v[name][i])
        mHat[name][i] = m[name][i] / c1
        vHat[name][i] = v[name][i] / c2
        // both parts have the same correction
        let ahead = (beta1 * m[name][i] + (1 - beta1) * g) / c1
        weights[name][i] -= learningRate * ahead / (epsilon + sqrt(vHat[name][i]))
      }
    }
  }
}
