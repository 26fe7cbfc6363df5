import GradusKit

private func ema(_ state: inout [Double], _ x: [Double], _ beta: Double) {
  precondition(state.count == x.count)
  var i = 0
  while i < x.count {
    state[i] *= beta
    state[i] += (1 - beta) * x[i]
    i += 1
  }
}

private func bias_corrected(_ state: [Double], _ beta: Double, _ t: Int) -> [Double] {
  var power = 1.0
  for _ in 1...t { power *= beta }
  return state.map { $0 / (1 - power) }
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
    for name in gradients.keys {
      let g: [Double] = Array(gradients[name])
      let empty = [Double](repeating: 0.0, count: g.count)
      ema(&m[name, default: empty], g, beta1)
      ema(&v[name, default: empty], g.map { $0 * $0 }, beta2)
      let m_hat = bias_corrected(m[name]!, beta1, t)
      let v_hat = bias_corrected(v[name]!, beta2, t)
      for i in 0..<g.count {
        weights[name][i] = weights[name][i] - learningRate * m_hat[i] / (v_hat[i].squareRoot() + epsilon)
      }
      mHat[name] = m_hat
      vHat[name] = v_hat
    }
  }
}
