import GradusKit

// The same normal equations as matrices, solved with the factor L of A = L·Lᵀ.
struct LinearNeuron: Layer {
  var target = Tensor(0)
  private(set) var W = Tensor(0)
  private(set) var b = Tensor(0)
  private(set) var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let inputs = x.shape[1]
    var design = Tensor(repeating: 1, shape: [x.shape[0], inputs + 1])
    for i in 0..<inputs { design[column: i] = x[column: i] }
    let solution = solve(design.transposed().matmul(design), design.transposed().matmul(target))
    W = solution[rows: 0..<inputs].transposed()
    b = solution[row: inputs]
    let y = matmul(x, W.transposed()) + b
    loss = pow(y - target, 2).mean()
    return y
  }

  private func solve(_ A: Tensor, _ R: Tensor) -> Tensor {
    let n = A.shape[0]
    var L = Tensor.zeros(like: A)
    for i in 0..<n {
      for j in 0...i {
        var sum = A[i, j]
        for k in 0..<j { sum -= L[i, k] * L[j, k] }
        L[i, j] = i == j ? sqrt(sum) : sum / L[j, j]
      }
    }
    var X = R
    for i in 0..<n {
      for k in 0..<i { X[row: i] -= L[i, k] * X[row: k] }
      X[row: i] /= L[i, i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      for k in stride(from: n - 1, to: i, by: -1) { X[row: i] -= L[k, i] * X[row: k] }
      X[row: i] /= L[i, i]
    }
    return X
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
