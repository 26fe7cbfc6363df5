import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var x = Tensor(0)
  private let biasUnit = 1.0

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return matmul(x, W.transposed()) + biasUnit
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = matmul(dy.transposed(), x)
    db = biasUnit * dy.sum(axis: 0)
    return matmul(dy, W)
  }
}
