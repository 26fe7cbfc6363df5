import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var examples = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    examples = x
    return x.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = Tensor(repeating: 0, shape: W.shape)
    db = Tensor(repeating: 0, shape: b.shape)
    var n = 0
    while n < dy.shape[0] - 1 {
      for o in 0..<W.shape[0] {
        db[o] += dy[[n, o]]
        dW[row: o] += dy[[n, o]] * examples[row: n]
      }
      n += 1
    }
    return dy.matmul(W)
  }
}
