import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var lastX: Tensor?

  mutating func forward(_ x: Tensor) -> Tensor {
    if lastX == nil {
      // first call: room for the gradients
      dW = .zeros(like: W)
      db = .zeros(like: b)
    }
    lastX = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let x = lastX else { return dy }
    dW += matmul(dy.transposed(), x)
    db += dy.sum(axis: 0)
    return matmul(dy, W)
  }
}
