import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Tensor] = [:]
  var v: [String: Tensor] = [:]
  var mHat: [String: Tensor] = [:]
  var vHat: [String: Tensor] = [:]
  private var decay1 = 1.0, decay2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    decay1 *= beta1
    decay2 *= beta2
    for name in weights.names {
      let g = gradients[name]
      let mNew = beta1 * (m[name] ?? .zeros(like: g)) + (1 - beta1) * g
      let vNew = beta2 * (v[name] ?? .zeros(like: g)) + (1 - beta2) * g * g
      let mCorrected = mNew / (1 - decay1)
      let vCorrected = vNew / sqrt(1 - decay2)
      let look = beta1 * mCorrected + (1 - beta1) / (1 - decay1) * g
      weights[name] -= learningRate * look / (sqrt(vCorrected) + epsilon)
      (m[name], v[name]) = (mNew, vNew)
      (mHat[name], vHat[name]) = (mCorrected, vCorrected)
    }
  }
}
