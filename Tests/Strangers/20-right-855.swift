import GradusKit

// The bias is one more weight, to an input that is always 1.
struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var augmented = Tensor(0)

  private func withOnes(_ x: Tensor) -> Tensor {
    let (n, k) = (x.shape[0], x.shape[1])
    var values: [Double] = []
    values.reserveCapacity(n * (k + 1))
    for r in 0..<n {
      for c in 0..<k { values.append(x[r, c]) }
      values.append(1)
    }
    return Tensor(shape: [n, k + 1], values: values)
  }

  private var everything: Tensor {
    let (o, k) = (W.shape[0], W.shape[1])
    var all = Tensor(repeating: 0, shape: [o, k + 1])
    for r in 0..<o {
      for c in 0..<k { all[r, c] = W[r, c] }
      all[r, k] = b[r]
    }
    return all
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    augmented = withOnes(x)
    return matmul(augmented, everything.transposed())
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let k = W.shape[1]
    let d = matmul(dy.transposed(), augmented)
    dW = d[columns: 0..<k]
    db = d[column: k]
    return matmul(dy, everything)[columns: 0..<k]
  }
}
