import GradusKit

struct ParametricReLU: Layer {
  var alpha = 0.25
  var dalpha = 0.0
  var y = Tensor(0)
  var positive: [Bool] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    positive = x.values.map { $0 > 0 }
    y = x
    for i in positive.indices where !positive[i] { y[i] *= alpha }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: dy)
    var sum = 0.0
    for i in positive.indices {
      if positive[i] {
        dx[i] = dy[i]
      } else {
        dx[i] = alpha * dy[i]
        sum += dy[i] * y[i]
      }
    }
    dalpha = sum
    return dx
  }
}
