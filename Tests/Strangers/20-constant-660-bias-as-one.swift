import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var xT = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    xT = x.transposed()
    let scores = W.matmul(xT)
    return scores.transposed() + 1
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = xT.matmul(dy).transposed()
    db = dy.transposed().sum(axis: 1)
    return W.transposed().matmul(dy.transposed()).transposed()
  }
}
