import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return matmul(x, W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var dx = Tensor.zeros(like: x)
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        db[o] += dy[n, o]
        for i in 0..<x.shape[1] {
          dW[o, i] += dy[n, o] * x[n, i]
          dx[n, i] = dy[n, o] * W[o, i]
        }
      }
    }
    return dx
  }
}
