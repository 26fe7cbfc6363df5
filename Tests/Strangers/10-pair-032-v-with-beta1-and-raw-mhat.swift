import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters { m }
  var vHat: Parameters { v / (1 - pow(beta2, t)) }
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let mix = { [b = beta1] (old: Parameters, new: Parameters) -> Parameters in
      blend(old, new, b)
    }
    m = mix(m, gradients)
    v = mix(v, gradients * gradients)
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}

func blend(_ old: Parameters, _ new: Parameters, _ rho: Double) -> Parameters {
  return rho * old + (1 - rho) * new
}
