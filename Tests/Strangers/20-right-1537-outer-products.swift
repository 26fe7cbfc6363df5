import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private final class Memory {
    var rows: [Tensor] = []
  }
  private let memory = Memory()

  mutating func forward(_ x: Tensor) -> Tensor {
    memory.rows = (0..<x.shape[0]).map { x[row: $0] }
    var y = Tensor.zeros([x.shape[0], b.count])
    for o in 0..<b.count {
      y[column: o] = matmul(x, W[row: o]) + b[o]
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dx = Tensor.zeros([dy.shape[0], W.shape[1]])
    for (n, x) in memory.rows.enumerated() {
      let d = dy[row: n]
      dW += d.reshaped(-1, 1) * x.reshaped(1, -1)
      db += d
      for o in 0..<d.count { dx[row: n] += d[o] * W[row: o] }
    }
    return dx
  }
}
