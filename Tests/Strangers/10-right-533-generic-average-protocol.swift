import GradusKit

protocol Averaging {
  var value: Parameters { get }
  mutating func feed(_ g: Parameters, beta: Double)
}

struct Smoothed<Power: FixedPower>: Averaging {
  private(set) var value: Parameters = 0
  private(set) var n = 0
  mutating func feed(_ g: Parameters, beta: Double) {
    n += 1
    value = beta * value + (1 - beta) * Power.apply(g)
  }
  func unbiased(beta: Double) -> Parameters {
    let left = beta > 0 ? exp(Double(n) * log(beta)) : 0
    return value / (1 - left)
  }
}

protocol FixedPower { static func apply(_ g: Parameters) -> Parameters }
enum Linear: FixedPower { static func apply(_ g: Parameters) -> Parameters { g } }
enum Quadratic: FixedPower { static func apply(_ g: Parameters) -> Parameters { g * g } }

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var mean = Smoothed<Linear>()
  var power = Smoothed<Quadratic>()
  var m: Parameters { mean.value }
  var v: Parameters { power.value }
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    mean.feed(gradients, beta: beta1)
    power.feed(gradients, beta: beta2)
    mHat = mean.unbiased(beta: beta1)
    vHat = power.unbiased(beta: beta2)
    weights = weights - mHat * learningRate / (vHat.map { $0.squareRoot() } + epsilon)
  }
}
