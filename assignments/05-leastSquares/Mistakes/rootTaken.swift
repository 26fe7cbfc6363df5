import GradusKit

struct LinearNeuron: Layer {
  // Given before each call: a row for each example, a column for each output.
  var target = Tensor(0)

  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let (examples, inputs, outputs) = (x.shape[0], x.shape[1], target.shape[1])
    // A one beside every example: the bias is the weight of an input that never changes.
    let unknowns = inputs + 1
    func design(_ n: Int, _ i: Int) -> Double { i < inputs ? x[n, i] : 1 }

    // The normal equations: the matrix A = XᵀX, and the right side R = XᵀY₀.
    var A = Tensor(repeating: 0, shape: [unknowns, unknowns])
    var R = Tensor(repeating: 0, shape: [unknowns, outputs])
    for n in 0..<examples {
      for i in 0..<unknowns {
        for j in 0..<unknowns { A[i, j] += design(n, i) * design(n, j) }
        for o in 0..<outputs { R[i, o] += design(n, i) * target[n, o] }
      }
    }
    let solution = solve(A, R)

    W = Tensor(repeating: 0, shape: [outputs, inputs])
    b = Tensor(repeating: 0, shape: [outputs])
    for o in 0..<outputs {
      for i in 0..<inputs { W[o, i] = solution[i, o] }
      b[o] = solution[inputs, o]
    }

    var y = Tensor(repeating: 0, shape: [examples, outputs])
    var sum = 0.0
    for n in 0..<examples {
      for o in 0..<outputs {
        y[n, o] = b[o]
        for i in 0..<inputs { y[n, o] += W[o, i] * x[n, i] }
        let error = y[n, o] - target[n, o]
        sum += error * error
      }
    }
    loss = sqrt(sum / Double(examples * outputs))
    return y
  }

  /// Elimination: the largest entry of a column is brought up, then the column below it is cleared.
  private func solve(_ matrix: Tensor, _ right: Tensor) -> Tensor {
    var (A, X) = (matrix, right)
    let n = A.shape[0]
    for k in 0..<n {
      var pivot = k
      for i in k..<n where abs(A[i, k]) > abs(A[pivot, k]) { pivot = i }
      (A[row: k], A[row: pivot]) = (A[row: pivot], A[row: k])
      (X[row: k], X[row: pivot]) = (X[row: pivot], X[row: k])
      for i in k + 1..<n {
        let factor = A[i, k] / A[k, k]
        A[row: i] -= factor * A[row: k]
        X[row: i] -= factor * X[row: k]
      }
    }
    for k in (0..<n).reversed() {
      for j in k + 1..<n { X[row: k] -= A[k, j] * X[row: j] }
      X[row: k] /= A[k, k]
    }
    return X
  }

  // Never called: what has been solved needs no way back.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
