import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  // Gauss-Jordan with pivots: A·S = B
  func solve(_ A: Tensor, _ B: Tensor) -> Tensor {
    var A = A, B = B
    let n = A.shape[0]
    for c in 0..<n {
      var p = c
      for r in c..<n where abs(A[r, c]) > abs(A[p, c]) { p = r }
      (A[row: c], A[row: p]) = (A[row: p], A[row: c])
      (B[row: c], B[row: p]) = (B[row: p], B[row: c])
      let d = A[c, c]
      A[row: c] /= d
      B[row: c] /= d
      for r in 0..<n where r != c {
        let f = A[r, c]
        A[row: r] -= f * A[row: c]
        B[row: r] -= f * B[row: c]
      }
    }
    return B
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    // centring takes care of the bias
    let xc = x - x.mean(axis: 0)
    let tc = target - target.mean(axis: 0)
    W = solve(matmul(xc.transposed(), xc), matmul(xc.transposed(), tc)).transposed()
    b = target.mean(axis: 0)
    let y = matmul(x, W.transposed()) + b
    loss = pow(y - target, 2).mean()
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
