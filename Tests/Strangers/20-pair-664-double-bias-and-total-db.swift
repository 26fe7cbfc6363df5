import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var input = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        y[n, o] = b[o]
        for i in 0..<x.shape[1] { y[n, o] += x[n, i] * W[o, i] }
      }
    }
    return y + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let ones = Tensor(repeating: 1, shape: [b.count])
    db = ones * dy.sum()
    dW = dy.transposed().matmul(input)
    return dy.matmul(W)
  }
}
