import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        y[n, o] = dot(x[row: n], W[row: o]) + b[n % b.count]
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(x)
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }
}
