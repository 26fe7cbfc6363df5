import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8
  var t = 0
  var m: [String: [Double]] = [:]
  var v: [String: [Double]] = [:]
  var mHat: [String: [Double]] = [:]
  var vHat: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    for name in gradients.names {
      let grad = gradients[name].values
      let squared = grad.map { $0 * $0 }
      m[name] = mix(m[name], grad, beta1)
      v[name] = mix(v[name], squared, beta2)
      mHat[name] = m[name]!.map { $0 / (1 - pow(beta1, t)) }
      vHat[name] = v[name]!.map { $0 / (1 - pow(beta2, t)) }
      for i in 0..<grad.count {
        weights[name][i] -= learningRate * mHat[name]![i] / (vHat[name]![i] + epsilon)
      }
    }
  }

  func mix(_ old: [Double]?, _ new: [Double], _ beta: Double) -> [Double] {
    guard let old = old else { return new.map { (1 - beta) * $0 } }
    return zip(old, new).map { beta * $0 + (1 - beta) * $1 }
  }
}
