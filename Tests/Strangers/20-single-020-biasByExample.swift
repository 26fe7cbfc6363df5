import GradusKit

struct Dense: Layer {
  var W = Tensor(0); var b = Tensor(0)
  var dW = Tensor(0); var db = Tensor(0)
  var kept = Tensor(0)

  mutating func backward(_ dOut: Tensor) -> Tensor {
    defer {
      dW = matmul(dOut.transposed(), kept)
      db = dOut.sum(axis: 0)
    }
    return matmul(dOut, W)
  }

  mutating func forward(_ input: Tensor) -> Tensor {
    kept = input
    var y = matmul(input, W.transposed())
    let outputs = b.count
    for r in 0..<input.shape[0] {
      for wRow in 0..<outputs { y[r, wRow] += b[r % outputs] }
    }
    return y
  }
}
