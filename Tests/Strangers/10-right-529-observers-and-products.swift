import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private(set) var m: Parameters = 0
  private(set) var v: Parameters = 0
  private var rest1 = 1.0
  private var rest2 = 1.0

  var mHat: Parameters { m / (1 - rest1) }
  var vHat: Parameters { v / (1 - rest2) }

  private var gradient: Parameters = 0 {
    didSet {
      m += (1 - beta1) * (gradient - m)
      v += (1 - beta2) * (gradient * gradient - v)
      rest1 *= beta1
      rest2 *= beta2
    }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    gradient = gradients
    weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
  }
}
