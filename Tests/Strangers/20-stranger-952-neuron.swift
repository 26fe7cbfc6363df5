import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)
  var a = Tensor(0)

  func activation(_ z: Tensor) -> Tensor { 1 / (1 + exp(-z)) }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    a = activation(matmul(x, W.transposed()) + b)
    return a
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let delta = dy * a * (1 - a)
    dW = matmul(delta.transposed(), x)
    db = delta.sum(axis: 0)
    return matmul(delta, W)
  }
}
