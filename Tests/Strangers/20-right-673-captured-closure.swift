import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private typealias Pullback = (Tensor) -> (dx: Tensor, dW: Tensor, db: Tensor)
  private var pullback: Pullback?

  mutating func forward(_ x: Tensor) -> Tensor {
    let W = self.W
    pullback = { dy in
      (dx: dy.matmul(W), dW: dy.transposed().matmul(x), db: dy.sum(axis: 0))
    }
    return x.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let result = pullback!(dy)
    (dW, db) = (result.dW, result.db)
    return result.dx
  }
}
