import GradusKit

// The look-ahead is the moment's own update, made twice; what is corrected is worked out when it is read.
struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  private var t = 0
  var m: Parameters = 0
  var v: Parameters = 0

  var mHat: Parameters { m / (1 - pow(beta1, t)) }
  var vHat: Parameters { v / (1 - pow(beta2, t)) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = average(m, gradients)
    v = beta2 * v + (1 - beta2) * pow(gradients, 2)
    // the moment as it would be if the same gradient came again
    let ahead = average(m, gradients) / (1 - pow(beta1, t))
    weights -= learningRate * ahead / (sqrt(vHat) + epsilon)
  }

  private func average(_ moment: Parameters, _ gradients: Parameters) -> Parameters {
    beta1 * moment + (1 - beta1) * gradients
  }
}
