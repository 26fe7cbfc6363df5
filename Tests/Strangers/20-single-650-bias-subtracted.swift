import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var cache = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    cache = x
    let product = x.matmul(W.transposed())
    return product - b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(cache)
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }
}
