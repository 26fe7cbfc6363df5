import GradusKit

/// What Adam knows about one tensor.
private final class Slot {
  var t = 0
  var m: [Double], v: [Double], mHat: [Double], vHat: [Double]
  init(count: Int) {
    m = Array(repeating: 0, count: count)
    v = m
    mHat = m
    vHat = m
  }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]
  private var slots: [String: Slot] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let slot = slots[name] ?? Slot(count: weights[name].count)
      slots[name] = slot
      slot.t += 1
      let c1 = 1 - pow(beta1, Double(slot.t))
      let c2 = 1 - pow(beta2, Double(slot.t))
      for i in 0..<weights[name].count {
        let g = gradients[name][i]
        slot.m[i] = beta1 * slot.m[i] + (1 - beta1) * g
        slot.v[i] = beta2 * slot.v[i] + (1 - beta2) * g * g
        slot.mHat[i] = slot.m[i] / c1
        slot.vHat[i] = slot.v[i] / c2
        weights[name][i] -= learningRate * slot.mHat[i] / (slot.vHat[i].squareRoot() + epsilon)
      }
      m[name] = slot.m
      v[name] = slot.v
      mHat[name] = slot.mHat
      vHat[name] = slot.vHat
    }
  }
}
