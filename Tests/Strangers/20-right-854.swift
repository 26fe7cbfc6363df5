import GradusKit

struct Dense: Layer {
  var W = Tensor(0) {
    didSet { cachedTranspose = nil }
  }
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var cachedTranspose: Tensor?
  private var x = Tensor(0)

  private mutating func transposedW() -> Tensor {
    if let t = cachedTranspose { return t }
    let t = W.transposed()
    cachedTranspose = t
    return t
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return x.matmul(transposedW()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // dW as a sum of outer products, one for each example
    var sumW = Tensor.zeros(like: W)
    var sumB = Tensor.zeros(like: b)
    for r in 0..<dy.shape[0] {
      sumW += dy[row: r].reshaped(-1, 1) * x[row: r].reshaped(1, -1)
      sumB += dy[row: r]
    }
    dW = sumW
    db = sumB
    return dy.matmul(W)
  }
}
