import GradusKit

struct Dense: Layer {
  // The grader writes these before the first call. W has a row for each output, b an entry.
  var W = Tensor(0)
  var b = Tensor(0)

  // What you compute on the way back is read from these, by name.
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    var y = x.matmul(W.transposed())
    for n in 0..<x.shape[0] { y[row: n] += b }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for o in 0..<W.shape[0] {
      for i in 0..<W.shape[1] {
        for n in 0..<dy.shape[0] - 1 {
          dW[o, i] += dy[n, o] * input[n, i]
        }
      }
      db[o] = dy[column: o].sum()
    }
    return dy.matmul(W)
  }
}
