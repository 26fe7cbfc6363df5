import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var batch = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    batch = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for unit in 0..<b.count {
      let w = W[row: unit]
      for n in 0..<x.shape[0] {
        y[n, unit] = dot(w, x[row: n]) + b[unit]
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: batch)
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for unit in 0..<b.count {
      for n in 0..<dy.shape[0] {
        let d = dy[n, unit]
        db[unit] += d
        dW[row: unit] = dW[row: unit] + d * batch[row: n]
        dx[row: n] = dx[row: n] + d * W[row: unit]
      }
    }
    return dx
  }
}
