import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let n = x.shape[0], inputs = x.shape[1], outputs = target.shape[1]
    // columns of X, the ones at the end
    var q = (0..<inputs).map { j in x[column: j].values }
    q.append([Double](repeating: 1, count: n))
    let m = q.count
    var r = [[Double]](repeating: [Double](repeating: 0, count: m), count: m)
    for k in 0..<m {
      var length = 0.0
      for v in q[k] { length += v * v }
      length = sqrt(length)
      r[k][k] = length
      for e in 0..<n { q[k][e] /= length }
      for j in (k + 1)..<max(k + 1, m) {
        var along = 0.0
        for e in 0..<n { along += q[k][e] * q[j][e] }
        r[k][j] = along
        for e in 0..<n { q[j][e] -= along * q[k][e] }
      }
    }
    W = .zeros([outputs, inputs])
    b = .zeros([outputs])
    for o in 0..<outputs {
      var s = [Double](repeating: 0, count: m)
      var rest = target[column: o].values
      // the target loses each direction in turn, as the columns did
      for k in 0..<m {
        var along = 0.0
        for e in 0..<n { along += q[k][e] * rest[e] }
        for e in 0..<n { rest[e] -= along * q[k][e] }
        s[k] = along
      }
      for k in stride(from: m - 1, through: 0, by: -1) {
        for j in (k + 1)..<max(k + 1, m) { s[k] -= r[k][j] * s[j] }
        s[k] /= r[k][k]
      }
      for i in 0..<inputs { W[o, i] = s[i] }
      b[o] = s[inputs]
    }
    let y = matmul(x, W.transposed()) + b
    loss = pow(y - target, 2).mean()
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
