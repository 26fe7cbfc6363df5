import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var lastInput = Tensor(0)

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let gT = dOut.transposed()
    dW = matmul(gT, lastInput)
    let ones = dOut.map { $0 }
    db = (ones * dOut).sum(axis: 0)
    return matmul(dOut, W)
  }

  mutating func forward(_ lastX: Tensor) -> Tensor {
    lastInput = lastX
    return b + matmul(lastX, W.transposed())
  }
}
