import GradusKit

func blend(_ old: Double, _ new: Double, _ keep: Double) -> Double {
  return keep * old + (1 - keep) * new
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
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for (name, tensor) in gradients {
      let g = Array(tensor)
      let zero = g.map { _ in 0.0 }
      m[name] = zip(m[name, default: zero], g).map { blend($0, $1, beta1) }
      v[name] = zip(v[name, default: zero], g).map { blend($0, abs($1), beta2) }
      mHat[name] = m[name]!.map { $0 / (1 - pow(beta1, t)) }
      vHat[name] = v[name]!.map { $0 / (1 - pow(beta2, t)) }
      for i in g.indices {
        weights[name][i] -= learningRate * mHat[name]![i] / sqrt(vHat[name]![i] + epsilon)
      }
    }
  }
}
