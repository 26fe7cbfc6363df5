import GradusKit

struct Sigmoid: Layer {
  private var slope: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    slope.removeAll(keepingCapacity: true)
    var y = Tensor.zeros(like: x)
    for i in 0..<x.count {
      let e = exp(-abs(x[i]))  // never above 1
      let q = 1 / (1 + e)
      y[i] = x[i] < 0 ? e * q : q
      slope.append(e * q * q)
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for (i, s) in slope.enumerated() { dx[i] *= s }
    return dx
  }
}
