import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)

  private var x = Tensor(0)
  private var dy = Tensor(0)

  var dW: Tensor { (x.transposed().matmul(dy)).transposed() }
  var db: Tensor { dy.transposed().matmul(Tensor(repeating: 1, shape: [dy.shape[0]])) }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return (W.matmul(x.transposed()) + b.reshaped(-1, 1)).transposed()
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    self.dy = dy
    return (W.transposed().matmul(dy.transposed())).transposed()
  }
}
