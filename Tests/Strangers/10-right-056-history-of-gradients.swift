import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var history: [Parameters] = []
  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    history.append(gradients)
    let t = history.count
    var first: Parameters = 0, second: Parameters = 0
    for (i, g) in history.enumerated() {
      let age = t - 1 - i
      first = first + pow(beta1, age) * g
      second = second + pow(beta2, age) * g * g
    }
    m = (1 - beta1) * first
    v = (1 - beta2) * second
    mHat = m / (1 - pow(beta1, t))
    vHat = v / (1 - pow(beta2, t))
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
