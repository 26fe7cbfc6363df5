import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)

  private var input: Tensor?
  private var upstream: Tensor?

  // Worked out only when somebody asks.
  var dW: Tensor {
    guard let input = input, let upstream = upstream else { return Tensor.zeros(like: W) }
    return upstream.transposed().matmul(input)
  }
  var db: Tensor {
    guard let upstream = upstream else { return Tensor.zeros(like: b) }
    return upstream.sum(axis: 0)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    upstream = nil
    return x.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    upstream = dy
    return dy.matmul(W)
  }
}
