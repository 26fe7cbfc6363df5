import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var seen: [Tensor] = []

  mutating func forward(_ lastX: Tensor) -> Tensor {
    seen = (0..<lastX.shape[0]).map { acc in lastX[row: acc] }
    var y = Tensor(repeating: 0, shape: [seen.count, b.count])
    for (acc, example) in seen.enumerated() {
      y[row: acc] = W.matmul(example) + b
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dW = W
    db = Tensor.zeros(like: b)
    var gradX = Tensor(repeating: 0, shape: [seen.count, W.shape[1]])
    let back = W.transposed()
    for (acc, example) in seen.enumerated() {
      let d = dy[row: acc]
      for o in 0..<d.count {
        dW[row: o] = dW[row: o] + d[o] * example
      }
      db += d
      gradX[row: acc] = back.matmul(d)
    }
    return gradX
  }
}
