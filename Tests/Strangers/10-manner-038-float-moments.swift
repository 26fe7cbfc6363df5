import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var mf: [String: [Float]] = [:]
  private var vf: [String: [Float]] = [:]
  private var t = 0

  var m: [String: [Double]] { mf.mapValues { $0.map { Double($0) } } }
  var v: [String: [Double]] { vf.mapValues { $0.map { Double($0) } } }
  var mHat: [String: [Double]] { m.mapValues { $0.map { $0 / (1 - pow(beta1, t)) } } }
  var vHat: [String: [Double]] { v.mapValues { $0.map { $0 / (1 - pow(beta2, t)) } } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let b1 = Float(beta1), b2 = Float(beta2)
    for (name, tensor) in gradients {
      let g = Array(tensor).map { Float($0) }
      let zeros = [Float](repeating: 0, count: g.count)
      let oldM = mf[name] ?? zeros
      let oldV = vf[name] ?? zeros
      mf[name] = g.indices.map { b1 * oldM[$0] + (1 - b1) * g[$0] }
      vf[name] = g.indices.map { b2 * oldV[$0] + (1 - b2) * g[$0] * g[$0] }
    }
    for (name, hat) in mHat {
      let below = vHat[name]!
      for i in hat.indices {
        weights[name][i] -= learningRate * hat[i] / (sqrt(below[i]) + epsilon)
      }
    }
  }
}
