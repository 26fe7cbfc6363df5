import GradusKit

struct Sigmoid: Layer {
  private var remembered: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    var y = Tensor.zeros(like: x)
    for i in 0..<x.count {
      y[i] = 1.0 / (1.0 + exp(-x[i]))
    }
    if remembered.isEmpty {
      remembered = y.values
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for i in 0..<dx.count {
      let s = remembered[i]
      dx[i] *= s * (1.0 - s)
    }
    return dx
  }
}
