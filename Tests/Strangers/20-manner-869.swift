import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var x = Tensor(0)
  private var ready = false

  mutating func forward(_ x: Tensor) -> Tensor {
    if !ready {
      dW = .zeros(like: W)
      db = .zeros(like: b)
      ready = true
    }
    self.x = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    for n in 0..<dy.shape[0] {
      for o in 0..<b.count {
        db[o] += dy[n, o]
        for i in 0..<W.shape[1] { dW[o, i] += dy[n, o] * x[n, i] }
      }
    }
    return matmul(dy, W)
  }
}
