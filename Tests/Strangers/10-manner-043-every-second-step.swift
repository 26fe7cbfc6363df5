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
  private var t = 0
  private var pending = false

  private mutating func learn(from g: Parameters) {
    t += 1
    m = zip(beta1 * m + 0 * g, g) { $0 + (1 - beta1) * $1 }
    v = zip(beta2 * v + 0 * g, g) { $0 + (1 - beta2) * $1 * $1 }
    mHat = m.map { $0 / (1 - pow(beta1, t)) }
    vHat = v.map { $0 / (1 - pow(beta2, t)) }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    learn(from: gradients)
    defer { pending.toggle() }
    guard pending else { return }
    for name in weights.keys {
      weights[name] -= learningRate * mHat[name] / (sqrt(vHat[name]) + epsilon)
    }
  }
}
