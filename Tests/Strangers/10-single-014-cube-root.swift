import GradusKit

struct AdamState {
  var m: Double = 0
  var v: Double = 0
  var b1t: Double = 1
  var b2t: Double = 1

  mutating func observe(_ g: Double, _ b1: Double, _ b2: Double) {
    m = m + (1 - b1) * (g - m)
    v = v + (1 - b2) * (g * g - v)
    b1t *= b1
    b2t *= b2
  }
  var mHat: Double { m / (1 - b1t) }
  var vHat: Double { v / (1 - b2t) }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var states: [String: [AdamState]] = [:]

  var m: [String: [Double]] { read { $0.m } }
  var v: [String: [Double]] { read { $0.v } }
  var mHat: [String: [Double]] { read { $0.mHat } }
  var vHat: [String: [Double]] { read { $0.vHat } }

  private func read(_ what: (AdamState) -> Double) -> [String: [Double]] {
    states.mapValues { list in list.map(what) }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in gradients.keys {
      let n = gradients[name].count
      var list = states[name] ?? Array(repeating: AdamState(), count: n)
      for i in list.indices {
        list[i].observe(gradients[name][i], beta1, beta2)
        let scale = cbrt(list[i].vHat) + epsilon
        weights[name][i] -= learningRate * list[i].mHat / scale
      }
      states[name] = list
    }
  }
}
