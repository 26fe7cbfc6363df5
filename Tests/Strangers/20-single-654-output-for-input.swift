import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var memory: (x: Tensor, y: Tensor) = (Tensor(0), Tensor(0))

  mutating func forward(_ x: Tensor) -> Tensor {
    memory = (x: x, y: x.matmul(W.transposed()) + b)
    return memory.y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (x, y) = memory
    dW = y.transposed().matmul(x)
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }
}
