import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x_cache: Tensor!

  mutating func forward(_ x: Tensor) -> Tensor {
    x_cache = x
    let z = matmul(x, W.transposed())
    return z + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let count = dy.shape[1]
    dW = matmul(dy.transposed(), x_cache) / count
    db = dy.sum(axis: 0)
    let dx = matmul(dy, W)
    return dx
  }
}
