import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  /// Cholesky's factor of a symmetric matrix.
  private func factor(_ A: [[Double]]) -> [[Double]] {
    let n = A.count
    var L = A.map { row in row.map { _ in 0.0 } }
    for i in 0..<n {
      for j in 0...i {
        var s = A[i][j]
        for k in 0..<j { s -= L[i][k] * L[j][k] }
        L[i][j] = i == j ? s.squareRoot() : s / L[j][j]
      }
    }
    return L
  }

  private func solve(_ L: [[Double]], _ right: [Double]) -> [Double] {
    var z = right
    let n = z.count
    for i in 0..<n {
      for k in 0..<i { z[i] -= L[i][k] * z[k] }
      z[i] /= L[i][i]
    }
    for i in (0..<n).reversed() {
      for k in (i + 1)..<(n + 1) where k < n { z[i] -= L[k][i] * z[k] }
      z[i] /= L[i][i]
    }
    return z
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    let (N, I, O) = (x.shape[0], x.shape[1], target.shape[1])
    let X = (0..<N).map { x[row: $0].values + [1] }
    let A = (0...I).map { i in (0...I).map { j in X.reduce(0.0) { $0 + $1[i] * $1[j] } } }
    let L = factor(A)
    var weights: [[Double]] = [], biases: [Double] = []
    for o in 0..<O {
      let right = (0...I).map { i -> Double in
        var s = 0.0
        for n in 0..<N { s += X[n][i] * target[n, o] }
        return s
      }
      var s = solve(L, right)
      biases.append(s.removeLast())
      weights.append(s)
    }
    W = Tensor(weights)
    b = Tensor(biases)
    let y = x.matmul(W.transposed()) + b[0]
    loss = (y - target).map { $0 * $0 }.mean()
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
