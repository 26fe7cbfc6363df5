import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var seen: [Tensor] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    seen = (0..<x.shape[0]).map { x[row: $0] }
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count])
    for (n, example) in seen.enumerated() {
      y[row: n] = W.matmul(example) + b
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dx = Tensor(repeating: 0, shape: [dy.shape[0], W.shape[1]])
    for (n, example) in seen.enumerated() {
      let slope = dy[row: n]
      dW += slope.reshaped(-1, 1) * example.reshaped(1, -1)
      db += slope
      dx[row: n] = W.transposed().matmul(slope)
    }
    return dx
  }
}
