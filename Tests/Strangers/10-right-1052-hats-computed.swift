import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters { m / debt(beta1) }
  var vHat: Parameters { v / debt(beta2) }
  private var stepsTaken = 0

  /// The share of an average that its start at zero leaves.
  private func debt(_ beta: Double) -> Double {
    var power = 1.0
    for _ in 0..<stepsTaken { power *= beta }
    return 1 - power
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    stepsTaken += 1
    m += (1 - beta1) * (gradients - m)
    let squares = gradients * gradients
    v += (1 - beta2) * (squares - v)
    let width = sqrt(vHat) + epsilon
    let way = mHat / width
    weights -= learningRate * way
  }
}
