import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  struct Moment {
    var value: Parameters = 0
    mutating func absorb(_ x: Parameters, keeping beta: Double) {
      value = beta * value + (1 - beta) * x
    }
    func corrected(_ beta: Double, _ t: Int) -> Parameters { value / (1 - pow(beta, t)) }
  }

  private var first = Moment()
  private var second = Moment()
  private var t = 0
  var m: Parameters { first.value }
  var v: Parameters { second.value }
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    first.absorb(gradients, keeping: beta1)
    let deviation = gradients - first.value
    second.absorb(deviation * deviation, keeping: beta2)
    mHat = first.corrected(beta1, t)
    vHat = second.corrected(beta2, t)
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
