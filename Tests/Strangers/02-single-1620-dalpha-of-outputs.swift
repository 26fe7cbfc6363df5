import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  var y = Tensor(0)
  var positive: [Bool] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    y = x
    positive = []
    for i in 0..<x.count {
      positive.append(x[i] > 0)
      if !positive[i] {
        y[i] *= alpha
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    dalpha = 0
    for i in 0..<dy.count where !positive[i] {
      dalpha += dy[i] * y[i]
      dx[i] = alpha * dy[i]
    }
    return dx
  }
}
