import GradusKit

typealias Numbers = [Double]

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Numbers] = [:]
  var v: [String: Numbers] = [:]
  var mHat: [String: Numbers] = [:]
  var vHat: [String: Numbers] = [:]
  var clock = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    clock += 1
    let c1 = 1 - pow(beta1, clock), c2 = 1 - pow(beta2, clock)
    for name in weights.names {
      let g = gradients[name].values
      let oldM = m[name] ?? Numbers(repeating: 0, count: g.count)
      let oldV = v[name] ?? Numbers(repeating: 0, count: g.count)
      var newM = Numbers(), newV = Numbers()
      for i in g.indices {
        newM.append(beta1 * oldM[i] + (1 - beta2) * g[i])
        newV.append(beta2 * oldV[i] + (1 - beta2) * g[i] * g[i])
      }
      m[name] = newM
      v[name] = newV
      let hatM = newM.map { $0 / c1 }
      let hatV = newV.map { $0 / c2 }
      mHat[name] = hatM
      vHat[name] = hatV
      for i in g.indices {
        weights[name][i] -= learningRate * hatM[i] / (hatV[i] + epsilon)
      }
    }
  }
}
