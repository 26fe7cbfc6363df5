import GradusKit

struct Dense: Layer {
  var W = Tensor(0), b = Tensor(0), dW = Tensor(0), db = Tensor(0)
  var X = Tensor(0)

  mutating func forward(_ X: Tensor) -> Tensor {
    self.X = X
    return matmul(X, W.transposed()) - b
  }

  mutating func backward(_ g: Tensor) -> Tensor {
    dW = matmul(g.transposed(), X)
    db = g.sum(axis: 0)
    return matmul(g, W)
  }
}
