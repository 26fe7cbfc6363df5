import GradusKit

struct HyperbolicTangent: Layer {
  var y = Tensor(0)
  mutating func forward(_ x: Tensor) -> Tensor {
    y = tanh(x)
    return y
  }
  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * (1 - y * y)
  }
}

struct LeakyReLU: Layer {
  @Setting var slope = 0.01
  var y = Tensor(0)
  mutating func forward(_ x: Tensor) -> Tensor {
    let m = slope
    y = x.map { $0 > 0 ? $0 : m * $0 }
    return y
  }
  mutating func backward(_ dy: Tensor) -> Tensor {
    let m = slope
    // the output has the sign of the input, so it's enough to remember y
    return zip(dy, y) { $1 > 0 ? $0 : m * $0 }
  }
}

struct Softplus: Layer {
  var x = Tensor(0)
  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return max(0, x) + log1p(exp(-abs(x)))
  }
  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * sigmoid(x)
  }
}
