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

  private var t = 0 {
    didSet {
      c1 = 1 - pow(beta1, t)
      c2 = 1 - pow(beta2, t)
      alpha = learningRate / sqrt(Double(t))
    }
  }
  private var c1 = 0.0
  private var c2 = 0.0
  private var alpha = 0.0

  mutating func step(_ theta: inout Parameters, gradients g: Parameters) {
    t += 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    mHat = m / c1
    vHat = v / c2
    theta = theta - alpha * mHat / (sqrt(vHat) + epsilon)
  }
}
