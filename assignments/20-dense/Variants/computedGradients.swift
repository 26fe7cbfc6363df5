import GradusKit

// A class that keeps what went through it; the gradients are worked out when they are asked for.
final class Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  private var seen: (x: Tensor, dy: Tensor)?

  init() {}

  var dW: Tensor {
    guard let (x, dy) = seen else { return Tensor.zeros(like: W) }
    return dy.transposed().matmul(x)
  }

  var db: [Double] {
    guard let (_, dy) = seen else { return [] }
    return (0..<dy.shape[1]).map { dy[column: $0].sum() }
  }

  func forward(_ x: Tensor) -> Tensor {
    seen = (x, Tensor.zeros([x.shape[0], b.count]))
    var y = Tensor.zeros([x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count { y[n, o] = x[row: n].dot(W[row: o]) + b[o] }
    }
    return y
  }

  func backward(_ dy: Tensor) -> Tensor {
    seen?.dy = dy
    return dy.matmul(W)
  }
}
