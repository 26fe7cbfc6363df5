import GradusKit

struct ParametricReLU: Layer {
  // Given before the first call: the slope below 0, one for all features.
  var alpha = 0.25

  var dalpha = 0.0
  private var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    return x.map { $0 > 0 ? $0 : alpha * $0 }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: input)
    for i in input.indices {
      if input[i] > 0 {
        dx[i] = dy[i]
      } else {
        dx[i] = alpha * dy[i]
        dalpha += dy[i] * input[i]
      }
    }
    return dx
  }
}
