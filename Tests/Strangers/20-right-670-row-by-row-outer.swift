import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var rows: [Tensor] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    rows = (0..<x.shape[0]).map { n in x[row: n] }
    var y = Tensor(repeating: 0, shape: [rows.count, b.count])
    for (n, row) in rows.enumerated() { y[row: n] = W.matmul(row) + b }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var outer = Tensor.zeros(like: W)
    var total = Tensor.zeros(like: b)
    var dx = Tensor(repeating: 0, shape: [dy.shape[0], W.shape[1]])
    for (n, row) in rows.enumerated() {
      let d = dy[row: n]
      outer += d.reshaped(-1, 1) * row.reshaped(1, -1)
      total += d
      for o in 0..<d.count { dx[row: n] += d[o] * W[row: o] }
    }
    dW = outer
    db = total
    return dx
  }
}
