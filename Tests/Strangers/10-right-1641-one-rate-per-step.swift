import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private(set) var m: Parameters = 0
  private(set) var v: Parameters = 0
  var mHat: Parameters { m / (1 - power1) }
  var vHat: Parameters { v / (1 - power2) }

  // beta1^t and beta2^t
  private var power1 = 1.0
  private var power2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    power1 *= beta1
    power2 *= beta2
    m += (1 - beta1) * (gradients - m)
    v += (1 - beta2) * (gradients * gradients - v)

    // section 2 of the paper: the order of computation can be changed
    let root = sqrt(1 - power2)
    let rate = learningRate * root / (1 - power1)
    weights -= rate * m / (sqrt(v) + epsilon * root)
  }
}
