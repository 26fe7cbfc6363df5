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
  var steps = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    steps += 1
    let (b1, b2) = (beta1, beta2)
    m = zip(m, gradients) { b1 * $0 + (1 - b1) * $1 }
    v = zip(v, gradients) { b2 * $0 + (1 - b2) * abs($1) }
    mHat = m / (1 - pow(b1, Double(steps)))
    vHat = v / (1 - pow(b2, Double(steps)))
    weights -= learningRate * m / (sqrt(vHat) + epsilon)
  }
}
