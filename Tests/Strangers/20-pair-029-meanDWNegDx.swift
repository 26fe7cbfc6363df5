import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var batch: [Tensor] = []

  mutating func backward(_ total: Tensor) -> Tensor {
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var dX = Tensor(repeating: 0, shape: [batch.count, W.shape[1]])
    let wT = W.transposed()
    for (r, example) in batch.enumerated() {
      let delta = total[row: r]
      for out in 0..<delta.count {
        dW[row: out] = dW[row: out] + delta[out] * example / Double(batch.count)
      }
      db += delta
      dX[row: r] = -matmul(wT, delta)
    }
    return dX
  }

  mutating func forward(_ X: Tensor) -> Tensor {
    batch = (0..<X.shape[0]).map { r in X[row: r] }
    var y = Tensor(repeating: 0, shape: [batch.count, b.count])
    for (r, example) in batch.enumerated() {
      y[row: r] = matmul(W, example) + b
    }
    return y
  }
}
