import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var cached = Tensor(0)

  mutating func backward(_ g: Tensor) -> Tensor {
    dW = matmul(g.transposed(), cached)
    return matmul(g, W)
  }

  mutating func forward(_ X: Tensor) -> Tensor {
    cached = X
    db = Tensor.zeros(like: b)
    return matmul(X, W.transposed())
  }
}
