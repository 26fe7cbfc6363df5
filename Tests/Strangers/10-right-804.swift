import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  typealias Table = [String: Tensor]
  var m = Table(), v = Table(), mHat = Table(), vHat = Table()
  var t = 1

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    defer { t += 1 }
    let ema = { (beta: Double, old: Tensor?, new: Tensor) -> Tensor in
      guard let old = old else { return (1 - beta) * new }
      return beta * old + (1 - beta) * new
    }
    let k1 = 1 - pow(beta1, t)
    let k2 = 1 - pow(beta2, t)
    let stepSize = learningRate / k1
    for (name, g) in gradients {
      let first = ema(beta1, m[name], g)
      let second = ema(beta2, v[name], pow(g, 2))
      m[name] = first
      v[name] = second
      mHat[name] = first / k1
      vHat[name] = second / k2
      // same thing as eta * mHat / (sqrt(vHat) + eps), like in the PyTorch source
      let bottom = sqrt(second) / sqrt(k2) + epsilon
      weights[name] -= stepSize * first / bottom
    }
  }
}
