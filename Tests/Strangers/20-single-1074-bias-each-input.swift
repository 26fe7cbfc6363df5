import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let (n, o) = (x.shape[0], b.count)
    var y = Tensor(repeating: 0, shape: [n, o])
    for r in 0..<n {
      for c in 0..<o {
        for i in 0..<x.shape[1] {
          y[r, c] += W[[c, i]] * x[r, i] + b[c]
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = matmul(dy.transposed(), x)
    db = dy.sum(axis: 0)
    return matmul(dy, W)
  }
}
