import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var xColumns = Tensor(0)

  mutating func forward(_ X: Tensor) -> Tensor {
    xColumns = X.transposed()
    let bias = b.reshaped(b.count, 1)
    let yT = W.matmul(xColumns) + bias
    return yT.transposed()
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let gT = dy.transposed()
    let xRows = xColumns.transposed()
    dW = gT.matmul(xRows) / 32
    db = gT.sum(axis: 1)
    let dxT = W.transposed().matmul(gT)
    return dxT.transposed()
  }
}
