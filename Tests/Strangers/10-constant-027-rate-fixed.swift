import GradusKit

struct Hyper {
  var lr = 0.001
  var b1: Double
  var b2: Double
  var eps: Double
}

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

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    let h = Hyper(b1: beta1, b2: beta2, eps: epsilon)
    t += 1
    m = h.b1 * m + (1 - h.b1) * g
    v = h.b2 * v + (1 - h.b2) * g * g
    mHat = m / (1 - pow(h.b1, t))
    vHat = v / (1 - pow(h.b2, t))
    weights -= h.lr * mHat / (sqrt(vHat) + h.eps)
  }
}
