import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var saved = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    saved = x
    let z = x.matmul(W.transposed()) + b
    return max(0, z)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    db = dy.sum(axis: 0)
    let t = dy.transposed()
    dW = t.matmul(saved)
    return dy.matmul(W)
  }
}
