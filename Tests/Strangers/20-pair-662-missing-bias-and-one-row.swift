import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var kept = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    kept = x
    var out = Tensor(repeating: 0, shape: [x.shape[0], W.shape[0]])
    for n in 0..<x.shape[0] {
      out[row: n] = W.matmul(x[row: n])
    }
    return out
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: kept)
    for n in 0..<dy.shape[0] {
      dx[row: n] = W.transposed().matmul(dy[row: n])
    }
    dW = matmul(dy.transposed(), kept)
    db = dy[row: 0]
    return dx
  }
}
