import GradusKit

struct HyperbolicTangent: Layer {
  var x = Tensor(0)
  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return tanh(x)
  }
  mutating func backward(_ dy: Tensor) -> Tensor {
    return dy * (1 - pow(x, 2))
  }
}

struct LeakyReLU: Layer {
  @Setting var slope = 0.01
  var x = Tensor(0)
  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return max(x, 0) + slope * min(x, 0)
  }
  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for i in 0..<x.count where x[i] <= 0 {
      dx[i] = slope * dy[i]
    }
    return dx
  }
}

struct Softplus: Layer {
  var x = Tensor(0)
  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return log(1 + exp(x))
  }
  mutating func backward(_ dy: Tensor) -> Tensor {
    return dy / (1 + exp(-x))
  }
}
