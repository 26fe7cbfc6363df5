import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var lastBatch = Tensor(0)

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dX = Tensor.zeros(like: lastBatch)
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for o in 0..<b.count {
      let err = dy[column: o]
      db[o] = 2 * err.sum()
      dW[row: o] = lastBatch.transposed().matmul(err)
      for inp in 0..<W.shape[1] {
        dX[column: inp] = dX[column: inp] + err * W[o, inp]
      }
    }
    return dX
  }

  mutating func forward(_ X: Tensor) -> Tensor {
    lastBatch = X
    var y = Tensor(repeating: 0, shape: [X.shape[0], b.count])
    // one neuron after the other
    for o in 0..<b.count {
      let wRow = W[row: o]
      y[column: o] = matmul(X, wRow) + b[o]
    }
    return y
  }
}
