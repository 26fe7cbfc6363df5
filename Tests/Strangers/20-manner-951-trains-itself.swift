import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var cache = Tensor(0)
  let learningRate = 0.01

  mutating func forward(_ x: Tensor) -> Tensor {
    cache = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = matmul(dy.transposed(), cache)
    db = dy.sum(axis: 0)
    W -= learningRate * dW
    b -= learningRate * db
    return matmul(dy, W)
  }
}
