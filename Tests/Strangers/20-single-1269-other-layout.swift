import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let outer = matmul(x.transposed(), dy)
    dW = outer.reshaped(b.count, -1)
    db = dy.sum(axis: 0)
    return matmul(dy, W)
  }
}
