import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x: Tensor? = nil

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return x.matmul(W.transposed())
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    if let x {
      dW = dy.transposed().matmul(x)
      db = dy.mean(axis: 0)
    }
    return dy.matmul(W)
  }
}
