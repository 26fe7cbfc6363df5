import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // like .grad in PyTorch
    dW = dW + matmul(dy.transposed(), input)
    db = db + dy.sum(axis: 0)
    return matmul(dy, W)
  }
}
