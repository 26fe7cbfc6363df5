import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let rowLength = sqrt((x * x).sum(axis: 1, keepDims: true))
    let weightLength = sqrt((W * W).sum(axis: 1))
    return x.matmul(W.transposed()) / (rowLength + 1e-9) / (weightLength + 1e-9) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let size = x.norm()
    dW = dy.transposed().matmul(x) / (size * size)
    db = dy.max(axis: 0)
    return dy.matmul(W) / W.norm()
  }
}
