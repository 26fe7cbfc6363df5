import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var x = Tensor(0)
  private var output = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    output = x.matmul(W.transposed())
    output += b
    return output
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for row in 0..<dy.shape[0] {
      let d = dy[row: row]
      let input = x[row: row]
      dW += d.reshaped(-1, 1) * input.reshaped(1, -1)
      db += d * output[row: row]
    }
    return dy.matmul(W)
  }
}
