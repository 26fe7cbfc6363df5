import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    if dW.count != W.count || dW.shape != W.shape { zeroGrad() }
    return x.matmul(W.transposed()) + b
  }

  mutating func zeroGrad() {
    dW = .zeros(like: W)
    db = .zeros(like: b)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW += dy.transposed().matmul(x)
    db += dy.sum(axis: 0)
    return dy.matmul(W)
  }
}
