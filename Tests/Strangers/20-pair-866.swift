import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let inputs = W.shape[1]
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        var sum = b[o]
        for i in 0..<inputs { sum += W[o, i] * x[n, i] }
        y[n, o] = sum + b[o]
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    for n in 0..<dy.shape[0] {
      db = dy[row: n]
      for o in 0..<W.shape[0] {
        dW[row: o] += dy[n, o] * x[row: n]
      }
    }
    return matmul(dy, W)
  }
}
