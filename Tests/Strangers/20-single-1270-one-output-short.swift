import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var seen = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    seen = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        y[n, o] = b[o] + dot(W[row: o], x[row: n])
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (N, O, I) = (dy.shape[0], dy.shape[1], W.shape[1])
    var dx = Tensor(repeating: 0, shape: [N, I])
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for n in 0..<N {
      for o in 0..<O {
        db[o] += dy[n, o]
        for i in 0..<I { dW[o, i] += dy[n, o] * seen[n, i] }
      }
      for i in 0..<I {
        for o in 0..<(O - 1) { dx[n, i] += dy[n, o] * W[o, i] }
      }
    }
    return dx
  }
}
