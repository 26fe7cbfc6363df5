import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters?
  var v: Parameters?
  var mHat: Parameters?
  var vHat: Parameters?
  private var calls = 0.0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    calls += 1
    let oldM: Parameters = m ?? Parameters.zeros(like: weights)
    let oldV: Parameters = v ?? Parameters.zeros(like: weights)
    // moving average written as a step towards the new value
    let newM = oldM + (1 - beta1) * (g - oldM)
    let newV = oldV + (1 - beta2) * (g * g - oldV)
    // 1 - beta^t without losing digits
    let c1 = -expm1(calls * log(beta1))
    let c2 = -expm1(calls * log(beta2))
    let hatM = newM / c1
    let hatV = newV / c2
    let denominator = sqrt(hatV) + epsilon
    weights = weights - learningRate * hatM / denominator
    m = newM
    v = newV
    mHat = hatM
    vHat = hatV
  }
}
