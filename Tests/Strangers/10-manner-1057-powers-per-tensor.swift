import GradusKit

struct Moments {
  var mean: Tensor
  var square: Tensor
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: [String: Tensor] { state.mapValues { $0.mean } }
  var v: [String: Tensor] { state.mapValues { $0.square } }
  var mHat: [String: Tensor] = [:]
  var vHat: [String: Tensor] = [:]

  private var state: [String: Moments] = [:]
  private var fade1 = 1.0
  private var fade2 = 1.0

  private mutating func move(_ w: inout Tensor, _ name: String, _ g: Tensor) {
    var s = state[name] ?? Moments(mean: .zeros(like: g), square: .zeros(like: g))
    s.mean = beta1 * s.mean + (1 - beta1) * g
    s.square = beta2 * s.square + (1 - beta2) * pow(g, 2)
    state[name] = s
    fade1 *= beta1
    fade2 *= beta2
    let a = s.mean / (1 - fade1)
    let b = s.square / (1 - fade2)
    mHat[name] = a
    vHat[name] = b
    w -= learningRate * a / (sqrt(b) + epsilon)
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      var w = weights[name]
      move(&w, name, gradients[name])
      weights[name] = w
    }
  }
}
