import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var memory = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    memory = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = matmul(dy.transposed(), memory)
    db = (dy * b).sum(axis: 0)
    return matmul(dy, W)
  }
}
