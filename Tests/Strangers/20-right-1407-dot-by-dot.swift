import GradusKit

struct Dense: Layer {
  // The grader writes these before the first call. W has a row for each output, b an entry.
  var W = Tensor(0)
  var b = Tensor(0)

  // What you compute on the way back is read from these, by name.
  var dW = Tensor(0)
  var db = Tensor(0)
  private var batch: [[Double]] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    batch = (0..<x.shape[0]).map { x[row: $0].values }
    var y: [Double] = []
    for example in batch {
      for o in 0..<W.shape[0] {
        y.append(zip(example, W[row: o].values).reduce(b[o]) { $0 + $1.0 * $1.1 })
      }
    }
    return Tensor(shape: [batch.count, W.shape[0]], values: y)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (n, outs, ins) = (dy.shape[0], W.shape[0], W.shape[1])
    dW = Tensor(repeating: 0, shape: [outs, ins])
    db = Tensor(repeating: 0, shape: [outs])
    var dx = Tensor(repeating: 0, shape: [n, ins])
    for o in 0..<outs {
      for e in 0..<n {
        let slope = dy[e, o]
        db[o] += slope
        for i in 0..<ins {
          dW[o, i] += slope * batch[e][i]
          dx[e, i] += slope * W[o, i]
        }
      }
    }
    return dx
  }
}
