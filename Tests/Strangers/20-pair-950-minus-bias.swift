import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var inputs = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    inputs = x
    var y = matmul(x, W.transposed())
    for n in 0..<x.shape[0] { y[row: n] -= b }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    db = dy.sum(axis: 0)
    dW = dy.transposed().matmul(inputs)
    var dx = Tensor.zeros(like: inputs)
    for n in 0..<dy.shape[0] {
      for i in 0..<inputs.shape[1] {
        let contributions = (0..<db.count).map { dy[n, $0] * W[$0, i] }
        dx[n, i] = contributions.reduce(0, +) / Double(contributions.count)
      }
    }
    return dx
  }
}
