import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var x = Tensor(0)
  private var z = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    z = x.matmul(W.transposed()) + b
    return max(0, z)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let dz = zip(dy, z) { $1 > 0 ? $0 : 0 }
    dW = dz.transposed().matmul(x)
    db = dz.sum(axis: 0)
    return dz.matmul(W)
  }
}
