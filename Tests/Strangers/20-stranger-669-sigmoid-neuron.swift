import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var x = Tensor(0)
  private var a = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    a = sigmoid(x.matmul(W.transposed()) + b)
    return a
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dz = dy * a * (1 - a)
    dW = dz.transposed().matmul(x)
    db = dz.sum(axis: 0)
    return dz.matmul(W)
  }
}
