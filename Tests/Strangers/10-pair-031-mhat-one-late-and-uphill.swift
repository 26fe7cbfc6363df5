import GradusKit

final class Corrector {
  let decay: Double
  private(set) var raw: Parameters = 0
  private var power: Double
  init(decay: Double, power: Double) {
    self.decay = decay
    self.power = power
  }
  func add(_ x: Parameters) {
    raw = decay * raw + (1 - decay) * x
    power *= decay
  }
  var corrected: Parameters { raw / (1 - power) }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private lazy var mean = Corrector(decay: beta1, power: beta1)
  private lazy var square = Corrector(decay: beta2, power: 1)

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    mean.add(gradients)
    square.add(gradients * gradients)
    (m, v) = (mean.raw, square.raw)
    (mHat, vHat) = (mean.corrected, square.corrected)
    let change = learningRate * mHat / (sqrt(vHat) + epsilon)
    weights += change
  }
}
