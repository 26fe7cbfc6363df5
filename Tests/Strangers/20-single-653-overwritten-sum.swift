import GradusKit

struct Dense: Layer {
  var W = Tensor(0), b = Tensor(0)
  var dW = Tensor(0), db = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return b + x.matmul(W.transposed())
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var dx = Tensor.zeros(like: x)
    for o in 0..<b.count {
      let column = dy[column: o]
      db[o] = column.sum()
      for i in 0..<x.shape[1] {
        dW[o, i] = dot(column, x[column: i])
        for n in 0..<x.shape[0] { dx[n, i] = column[n] * W[o, i] }
      }
    }
    return dx
  }
}
