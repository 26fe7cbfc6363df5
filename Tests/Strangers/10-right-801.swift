import GradusKit

/// Everything Adam has to remember about one parameter.
final class Slot {
  var m: [Double], v: [Double], mh: [Double], vh: [Double]
  init(_ n: Int) {
    m = Array(repeating: 0, count: n)
    v = m
    mh = m
    vh = m
  }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var slots: [String: Slot] = [:]
  private var b1t = 1.0
  private var b2t = 1.0

  var m: [String: [Double]] { slots.mapValues { $0.m } }
  var v: [String: [Double]] { slots.mapValues { $0.v } }
  var mHat: [String: [Double]] { slots.mapValues { $0.mh } }
  var vHat: [String: [Double]] { slots.mapValues { $0.vh } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    b1t *= beta1  // running powers, so there is no pow
    b2t *= beta2
    for name in weights.names {
      let n = weights[name].count
      let slot: Slot
      if let old = slots[name] {
        slot = old
      } else {
        slot = Slot(n)
        slots[name] = slot
      }
      for i in 0..<n {
        let g = gradients[name][i]
        slot.m[i] = beta1 * slot.m[i] + (1 - beta1) * g
        slot.v[i] = beta2 * slot.v[i] + (1 - beta2) * g * g
        slot.mh[i] = slot.m[i] / (1 - b1t)
        slot.vh[i] = slot.v[i] / (1 - b2t)
        weights[name][i] -= learningRate * slot.mh[i] / (slot.vh[i].squareRoot() + epsilon)
      }
    }
  }
}
