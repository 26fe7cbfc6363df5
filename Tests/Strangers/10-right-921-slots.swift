import GradusKit

/// What one weight tensor needs from step to step.
final class Slot {
  var first: [Double]
  var second: [Double]
  init(count: Int) {
    first = [Double](repeating: 0, count: count)
    second = first
  }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var slots: [String: Slot] = [:]
  private var left1 = 1.0
  private var left2 = 1.0

  var m: [String: [Double]] { slots.mapValues { $0.first } }
  var v: [String: [Double]] { slots.mapValues { $0.second } }
  var mHat: [String: [Double]] { slots.mapValues { slot in slot.first.map { $0 / (1 - left1) } } }
  var vHat: [String: [Double]] { slots.mapValues { slot in slot.second.map { $0 / (1 - left2) } } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    left1 *= beta1
    left2 *= beta2
    for name in weights.names {
      let slot = slots[name] ?? Slot(count: weights[name].count)
      slots[name] = slot
      for i in 0..<slot.first.count {
        let g = gradients[name][i]
        slot.first[i] += (1 - beta1) * (g - slot.first[i])
        slot.second[i] += (1 - beta2) * (g * g - slot.second[i])
        let top = slot.first[i] / (1 - left1)
        let bottom = sqrt(slot.second[i] / (1 - left2)) + epsilon
        weights[name][i] -= learningRate * top / bottom
      }
    }
  }
}
