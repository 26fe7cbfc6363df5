import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    // centre everything, solve for W, and the bias is what the mean was
    b = target.mean(axis: 0)
    let xc = x - x.mean(axis: 0)
    let tc = target - b
    let S = cholesky(xc.transposed().matmul(xc), xc.transposed().matmul(tc))
    W = S.transposed()
    let y = x.matmul(S) + b
    loss = ((y - target) * (y - target)).mean()
    return y
  }

  /// Solves A·S = B for a symmetric, positive A.
  func cholesky(_ A: Tensor, _ B: Tensor) -> Tensor {
    let n = A.shape[0]
    var L = Tensor.zeros(like: A)
    for i in 0..<n {
      for j in 0...i {
        var s = A[i, j]
        for k in 0..<j { s -= L[i, k] * L[j, k] }
        L[i, j] = i == j ? sqrt(s) : s / L[j, j]
      }
    }
    var S = B
    for o in 0..<B.shape[1] {
      for i in 0..<n {
        for k in 0..<i { S[i, o] -= L[i, k] * S[k, o] }
        S[i, o] /= L[i, i]
      }
      for i in (0..<n).reversed() {
        for k in (i + 1)..<(n + 1) where k < n { S[i, o] -= L[k, i] * S[k, o] }
        S[i, o] /= L[i, i]
      }
    }
    return S
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
