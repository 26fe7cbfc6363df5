import GradusKit

/// One step of Adam for a single tensor. The state travels in and out.
private func adamStep(
  _ w: inout Tensor, _ g: Tensor, m: inout Tensor, v: inout Tensor,
  _ settings: (lr: Double, b1: Double, b2: Double, eps: Double), t: Int
) -> (Tensor, Tensor) {
  m = settings.b1 * m + (1 - settings.b1) * g
  v = settings.b2 * v + (1 - settings.b2) * g * g
  let mh = m / (1 - pow(settings.b1, t))
  let vh = v / (1 - pow(settings.b2, t))
  let relative = settings.lr * mh / (sqrt(vh) + settings.eps)
  w *= 1 - relative
  return (mh, vh)
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Tensor] = [:]
  var v: [String: Tensor] = [:]
  var mHat: [String: Tensor] = [:]
  var vHat: [String: Tensor] = [:]
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    let settings = (lr: learningRate, b1: beta1, b2: beta2, eps: epsilon)
    for (name, g) in gradients {
      var w = weights[name]
      var first = m[name] ?? Tensor.zeros(like: g)
      var second = v[name] ?? Tensor.zeros(like: g)
      let hats = adamStep(&w, g, m: &first, v: &second, settings, t: t)
      weights[name] = w
      m[name] = first
      v[name] = second
      (mHat[name], vHat[name]) = hats
    }
  }
}
