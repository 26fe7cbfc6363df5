import GradusKit

// Element by element, from the last to the first.
struct Sigmoid: Layer {
  private var outputs: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    var y = x
    for i in x.indices.reversed() { y[i] = exp(x[i]) / (exp(x[i]) + 1) }
    outputs = y.values
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for (i, y) in outputs.enumerated().reversed() { dx[i] *= y - y * y }
    return dx
  }
}
