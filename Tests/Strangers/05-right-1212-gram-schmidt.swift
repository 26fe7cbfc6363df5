import GradusKit

/// Orthonormal columns Q and an upper triangle R with Q·R = the columns given.
private func orthogonalise(_ columns: [[Double]]) -> (q: [[Double]], r: [[Double]]) {
  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
  var q: [[Double]] = []
  var r = columns.map { _ in [Double](repeating: 0, count: columns.count) }
  for (k, column) in columns.enumerated() {
    var rest = column
    // twice is enough
    for _ in 0..<2 {
      for j in 0..<k {
        let share = dot(q[j], rest)
        r[j][k] += share
        for n in rest.indices { rest[n] -= share * q[j][n] }
      }
    }
    let length = sqrt(dot(rest, rest))
    r[k][k] = length
    q.append(rest.map { $0 / length })
  }
  return (q, r)
}

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let (N, I, O) = (x.shape[0], x.shape[1], target.shape[1])
    let ones = [Double](repeating: 1, count: N)
    let columns: [[Double]] = [ones] + (0..<I).map { i in x[column: i].values }
    let (q, r) = orthogonalise(columns)

    W = Tensor(repeating: 0, shape: [O, I])
    b = Tensor(repeating: 0, shape: [O])
    for o in 0..<O {
      let t = target[column: o].values
      var s = q.map { direction in zip(direction, t).reduce(0.0) { $0 + $1.0 * $1.1 } }
      for k in stride(from: I, through: 0, by: -1) {
        for j in (k + 1)..<(I + 2) where j <= I { s[k] -= r[k][j] * s[j] }
        s[k] /= r[k][k]
      }
      b[o] = s[0]
      for i in 0..<I { W[o, i] = s[i + 1] }
    }

    var y = Tensor(repeating: 0, shape: [N, O])
    loss = 0
    for n in 0..<N {
      for o in 0..<O {
        var out = b[o]
        for i in 0..<I { out += W[o, i] * x[n, i] }
        y[n, o] = out
        loss += (out - target[n, o]) * (out - target[n, o]) / Double(N * O)
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
