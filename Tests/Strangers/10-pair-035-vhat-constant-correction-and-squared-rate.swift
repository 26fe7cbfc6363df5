import GradusKit

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
    func combine(_ old: inout Parameters, _ new: Parameters, keep: Double) {
      old *= keep
      old += (1 - keep) * new
    }
    t += 1
    combine(&m, gradients, keep: beta1)
    combine(&v, gradients * gradients, keep: beta2)

    let unbias1 = 1 / (1 - pow(beta1, t))
    let unbias2 = 1 / (1 - beta2)
    mHat = unbias1 * m
    vHat = unbias2 * v

    // every weight has a rate of its own
    let own = learningRate / (sqrt(vHat) + epsilon)
    for (name, rate) in own {
      weights[name] -= learningRate * rate * mHat[name]
    }
  }
}
