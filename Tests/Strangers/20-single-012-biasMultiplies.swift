import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var saved = Tensor(0)

  mutating func backward(_ fromAbove: Tensor) -> Tensor {
    var dX = Tensor.zeros(like: saved)
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for unit in 0..<b.count {
      let err = fromAbove[column: unit]
      db[unit] = err.sum()
      dW[row: unit] = saved.transposed().matmul(err)
      for i in 0..<W.shape[1] {
        dX[column: i] = dX[column: i] + err * W[unit, i]
      }
    }
    return dX
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    saved = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    // one neuron after the other
    for unit in 0..<b.count {
      let wRow = W[row: unit]
      y[column: unit] = matmul(x, wRow) * b[unit]
    }
    return y
  }
}
