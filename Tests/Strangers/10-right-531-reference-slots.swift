import GradusKit

final class Slot {
  var first: Tensor
  var second: Tensor
  var firstCorrected: Tensor
  var secondCorrected: Tensor
  private var ticks = 0

  init(like w: Tensor) {
    first = .zeros(like: w)
    second = .zeros(like: w)
    firstCorrected = .zeros(like: w)
    secondCorrected = .zeros(like: w)
  }

  func update(_ g: Tensor, _ beta1: Double, _ beta2: Double, _ epsilon: Double) -> Tensor {
    ticks += 1
    first = beta1 * first + (1 - beta1) * g
    second = beta2 * second + (1 - beta2) * g * g
    firstCorrected = first / (1 - pow(beta1, ticks))
    secondCorrected = second / (1 - pow(beta2, ticks))
    return firstCorrected / (epsilon + sqrt(secondCorrected))
  }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  private var slots: [String: Slot] = [:]

  var m: [String: Tensor] { slots.mapValues { $0.first } }
  var v: [String: Tensor] { slots.mapValues { $0.second } }
  var mHat: [String: Tensor] { slots.mapValues { $0.firstCorrected } }
  var vHat: [String: Tensor] { slots.mapValues { $0.secondCorrected } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.keys {
      if slots[name] == nil { slots[name] = Slot(like: weights[name]) }
      let delta = slots[name]!.update(gradients[name], beta1, beta2, epsilon)
      weights[name] -= learningRate * delta
    }
  }
}
