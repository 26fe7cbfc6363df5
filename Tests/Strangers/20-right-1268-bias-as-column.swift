import GradusKit

infix operator •: MultiplicationPrecedence
private func • (a: Tensor, b: Tensor) -> Tensor { a.matmul(b) }

/// A column of ones beside x, so that the bias is a weight like the others.
private func withOnes(_ x: Tensor) -> Tensor {
  let width = x.shape[1] + 1
  var wide = Tensor(repeating: 1, shape: [x.shape[0], width])
  for n in 0..<x.shape[0] {
    for i in 0..<(width - 1) { wide[n, i] = x[n, i] }
  }
  return wide
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)

  private var x = Tensor(0)
  private var all = Tensor(0)

  var dW: Tensor { all[columns: 0..<(all.shape[1] - 1)] }
  var db: Tensor { all[column: all.shape[1] - 1] }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = withOnes(x)
    var wide = Tensor(repeating: 0, shape: [b.count, W.shape[1] + 1])
    for o in 0..<b.count {
      for i in 0..<W.shape[1] { wide[o, i] = W[o, i] }
      wide[o, W.shape[1]] = b[o]
    }
    return self.x • wide.transposed()
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    all = dy.transposed() • x
    return dy • W
  }
}
