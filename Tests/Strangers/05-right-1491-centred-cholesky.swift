import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  /// A = L·Lᵀ for a symmetric positive definite matrix.
  private func cholesky(_ A: Tensor) -> Tensor {
    let n = A.shape[0]
    var L = Tensor.zeros(like: A)
    for i in 0..<n {
      for j in 0...i {
        var s = A[i, j]
        for k in 0..<j { s -= L[i, k] * L[j, k] }
        L[i, j] = i == j ? sqrt(s) : s / L[j, j]
      }
    }
    return L
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let xm = x.mean(axis: 0), tm = target.mean(axis: 0)
    let xc = x - xm, tc = target - tm
    let L = cholesky(matmul(xc.transposed(), xc))
    var S = matmul(xc.transposed(), tc)  // [I, O], becomes the solution
    let n = L.shape[0]
    for i in 0..<n {
      for k in 0..<i { S[row: i] -= L[i, k] * S[row: k] }
      S[row: i] /= L[i, i]
    }
    for i in (0..<n).reversed() {
      for k in (i + 1)..<max(n, i + 1) { S[row: i] -= L[k, i] * S[row: k] }
      S[row: i] /= L[i, i]
    }
    W = S.transposed()
    b = tm - matmul(W, xm)
    let y = matmul(x, W.transposed()) + b
    loss = pow(y - target, 2).sum() / Double(target.count)
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
