import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var kept: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    kept = (0..<x.shape[0]).map { x[row: $0].values }
    return x.matmul(W.transposed()) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = 0 * W
    for (n, row) in kept.enumerated() {
      for (i, value) in row.enumerated() {
        for o in 0..<W.shape[0] {
          dW[o, i] += 2 * dy[n, o] * value
        }
      }
    }
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }
}
