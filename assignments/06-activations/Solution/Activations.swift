import GradusKit

struct HyperbolicTangent: Layer {
  // The slope is 1 − y², so the output is what has to be kept.
  private var y = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    y = tanh(x)
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy * (1 - y * y) }
}

struct LeakyReLU: Layer {
  @Setting var slope = 0.01
  private var isOpen: [Bool] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    isOpen = x.values.map { $0 > 0 }
    return x.map { $0 > 0 ? $0 : slope * $0 }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for i in dy.indices where !isOpen[i] { dx[i] *= slope }
    return dx
  }
}

struct Softplus: Layer {
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    // Taking x out of the logarithm where it is positive leaves a power that is never above 1.
    return x.map { max($0, 0) + log1p(exp(-abs($0))) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy * sigmoid(x) }
}
