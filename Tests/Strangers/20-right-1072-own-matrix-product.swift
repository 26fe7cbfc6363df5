import GradusKit

/// c[i][j] = Σ a(i, k)·b(k, j)
private func product(_ rows: Int, _ inner: Int, _ columns: Int, _ a: (Int, Int) -> Double, _ b: (Int, Int) -> Double) -> Tensor {
  var values = [Double](repeating: 0, count: rows * columns)
  for i in 0..<rows {
    for k in 0..<inner {
      let left = a(i, k)
      for j in 0..<columns { values[i * columns + j] += left * b(k, j) }
    }
  }
  return Tensor(shape: [rows, columns], values: values)
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var input = Tensor(0)

  private var outputs: Int { W.shape[0] }
  private var inputs: Int { W.shape[1] }

  mutating func forward(_ x: Tensor) -> Tensor {
    input = x
    let weight = W
    return b + product(x.shape[0], inputs, outputs, { x[$0, $1] }, { weight[$1, $0] })
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let weight = W, x = input, n = dy.shape[0]
    dW = product(outputs, n, inputs, { dy[$1, $0] }, { x[$0, $1] })
    db = dy.sum(axis: 0)
    return product(n, outputs, inputs, { dy[$0, $1] }, { weight[$0, $1] })
  }
}
