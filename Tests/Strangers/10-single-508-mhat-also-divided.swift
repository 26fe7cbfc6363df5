import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var (m, v, mHat, vHat): (Parameters, Parameters, Parameters, Parameters) = (0, 0, 0, 0)
  var power1 = 1.0, power2 = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    power1 *= beta1
    power2 *= beta2
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * pow(gradients, 2)
    mHat = m / (1 - power1)
    vHat = v / (1 - power2)
    let rate = learningRate / (1 - power1)
    weights -= rate * mHat / (sqrt(vHat) + epsilon)
  }
}
