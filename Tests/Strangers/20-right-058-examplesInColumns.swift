import GradusKit

// Works with an example in each column, as on the blackboard, and turns round at the end.
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var xT = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    xT = x.transposed()
    let bias = b.reshaped(b.count, 1)
    let yT = W.matmul(xT) + bias
    return yT.transposed()
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let gT = dy.transposed()
    let xRows = xT.transposed()
    dW = gT.matmul(xRows)
    db = gT.sum(axis: 1)
    let dxT = W.transposed().matmul(gT)
    return dxT.transposed()
  }
}
