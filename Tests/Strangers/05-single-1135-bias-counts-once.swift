import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  /// The normal equations of the inputs and the ones beside them.
  private func system(_ x: Tensor) -> (A: Tensor, B: Tensor) {
    let I = x.shape[1]
    var A = Tensor(repeating: 0, shape: [I + 1, I + 1])
    var B = Tensor(repeating: 0, shape: [I + 1, target.shape[1]])
    let square = matmul(x.transposed(), x)
    let sums = x.sum(axis: 0)
    let right = matmul(x.transposed(), target)
    for i in 0..<I {
      for j in 0..<I { A[i, j] = square[i, j] }
      A[i, I] = sums[i]
      A[I, i] = sums[i]
      B[row: i] = right[row: i]
    }
    A[I, I] = 1
    B[row: I] = target.sum(axis: 0)
    return (A, B)
  }

  private func eliminate(_ A: Tensor, _ B: Tensor) -> Tensor {
    var A = A, B = B
    let n = A.shape[0]
    for k in 0..<n {
      var p = k
      for r in k..<n where abs(A[r, k]) > abs(A[p, k]) { p = r }
      if p != k {
        (A[row: k], A[row: p]) = (A[row: p], A[row: k])
        (B[row: k], B[row: p]) = (B[row: p], B[row: k])
      }
      for r in 0..<n where r != k {
        let f = A[r, k] / A[k, k]
        A[row: r] -= f * A[row: k]
        B[row: r] -= f * B[row: k]
      }
    }
    for k in 0..<n { B[row: k] /= A[k, k] }
    return B
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let I = x.shape[1]
    let (A, B) = system(x)
    let S = eliminate(A, B)
    W = S[rows: 0..<I].transposed()
    b = S[row: I]
    let y = matmul(x, W.transposed()) + b
    loss = pow(y - target, 2).mean()
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
