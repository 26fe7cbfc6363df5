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
  private var time = 0

  private func mix(_ share: Double, _ old: Parameters, _ new: Parameters) -> Parameters {
    share * old + (1 - share) * new
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    time += 1
    let c1 = 1 - pow(beta1, time), c2 = 1 - pow(beta2, time)
    m = mix(beta1, m, gradients)
    v = mix(beta2, v, gradients * gradients)
    mHat = m / c1
    vHat = v / c2
    // once more the same mixture, as if the same gradient came again
    let ahead = mix(beta1, m, gradients)
    weights -= learningRate / c1 * ahead / (sqrt(vHat) + epsilon)
  }
}
