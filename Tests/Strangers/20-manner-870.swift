import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var x: Tensor?

  mutating func forward(_ x: Tensor) -> Tensor {
    let input = self.x ?? x
    self.x = input
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let x = x else { return dy }
    dW = matmul(dy.transposed(), x)
    db = dy.sum(axis: 0)
    return matmul(dy, W)
  }
}
