import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var stored = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    stored = x
    let inputs = W.shape[1]
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for row in 0..<x.shape[0] {
      for unit in 0..<b.count {
        y[row, unit] = (0..<inputs).reduce(0.0) { sum, i in
          sum + x[row, i] * W[unit, i] + b[unit]
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(stored)
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }
}
