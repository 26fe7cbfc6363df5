import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  lazy var db: [Double] = [Double](repeating: 0, count: b.count)
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return x.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        db[o] += dy[n, o]
      }
    }
    dW = dy.transposed().matmul(x)
    return dy.matmul(W)
  }
}
