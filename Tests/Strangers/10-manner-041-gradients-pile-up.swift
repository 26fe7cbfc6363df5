import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]
  private var grad: [String: [Double]] = [:]
  private var t = 0

  // .grad of the parameter, filled by the backward pass
  private mutating func backward(_ gradients: Parameters) {
    for (name, g) in gradients {
      let old = grad[name, default: Array(repeating: 0, count: g.count)]
      grad[name] = zip(old, g).map { $0 + $1 }
    }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    backward(gradients)
    t += 1
    for (name, g) in grad {
      let n = g.count
      let mOld = m[name] ?? Array(repeating: 0.0, count: n)
      let vOld = v[name] ?? Array(repeating: 0.0, count: n)
      m[name] = (0..<n).map { beta1 * mOld[$0] + (1 - beta1) * g[$0] }
      v[name] = (0..<n).map { beta2 * vOld[$0] + (1 - beta2) * g[$0] * g[$0] }
      mHat[name] = m[name]!.map { $0 / (1 - pow(beta1, t)) }
      vHat[name] = v[name]!.map { $0 / (1 - pow(beta2, t)) }
      for i in 0..<n {
        weights[name][i] -= learningRate * mHat[name]![i] / (sqrt(vHat[name]![i]) + epsilon)
      }
    }
  }
}
