import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  struct Slot {
    var m, v, mHat, vHat: [Double]
    init(_ n: Int) {
      m = Array(repeating: 0, count: n)
      (v, mHat, vHat) = (m, m, m)
    }
  }

  private var slots: [String: Slot] = [:]
  private var t = 0

  var m: [String: [Double]] { slots.mapValues(\.m) }
  var v: [String: [Double]] { slots.mapValues(\.v) }
  var mHat: [String: [Double]] { slots.mapValues(\.mHat) }
  var vHat: [String: [Double]] { slots.mapValues(\.vHat) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let rate = learningRate / Double(t)
    for (name, g) in gradients {
      var slot = slots[name, default: Slot(g.count)]
      for (i, x) in g.enumerated() {
        slot.m[i] += (1 - beta1) * (x - slot.m[i])
        slot.v[i] += (1 - beta2) * x * x
        slot.mHat[i] = slot.m[i] / (1 - pow(beta1, t))
        slot.vHat[i] = slot.v[i] / (1 - pow(beta2, t))
        weights[name][i] -= rate * slot.mHat[i] / (sqrt(slot.vHat[i]) + epsilon)
      }
      slots[name] = slot
    }
  }
}
