import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var first = MovingAverage()
  private var second = MovingAverage()
  var m: [String: Tensor] = [:]
  var v: [String: Tensor] = [:]
  var mHat: [String: Tensor] = [:]
  var vHat: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    first.count += 1
    second.count += 1
    for name in gradients.names {
      let gradient = gradients[name]
      m[name] = first.add(gradient, to: name, rate: beta1)
      v[name] = second.add(gradient.map { $0 * $0 }, to: name, rate: beta2)
      mHat[name] = first.corrected(name, rate: beta1)
      vHat[name] = second.corrected(name, rate: beta2)
      guard let top = mHat[name], let bottom = vHat[name] else { continue }
      for i in 0..<top.count {
        weights[name][i] -= learningRate * (top[i] / (sqrt(bottom[i]) + epsilon))
      }
    }
  }
}
