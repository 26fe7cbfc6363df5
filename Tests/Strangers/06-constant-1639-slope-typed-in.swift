import GradusKit

struct HyperbolicTangent: Layer {
  var out = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    out = x.map { tanh($0) }
    return out
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    zip(dy, out) { $0 - $0 * $1 * $1 }
  }
}

struct LeakyReLU: Layer {
  @Setting var slope = 0.01
  var positive = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    positive = x.map { $0 > 0.0 ? 1.0 : 0.0 }
    return positive * x + (1 - positive) * 0.2 * x
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    positive * dy + (1 - positive) * slope * dy
  }
}

struct Softplus: Layer {
  var s = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    s = x.map { sigmoid($0) }
    return x.map { max($0, 0) + log1p(exp(-abs($0))) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    s * dy
  }
}
