import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var a = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    a = x
    return a.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(a) + 0.01 * W
    db = abs(dy).sum(axis: 0)
    return dy.matmul(W)
  }
}
