import GradusKit

/// Orthogonal columns, without XᵀX.
struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let N = x.shape[0], I = x.shape[1], O = target.shape[1]
    let K = I + 1
    // columns of [x 1]
    var q: [[Double]] = []
    for i in 0..<I { q.append((0..<N).map { x[$0, i] }) }
    q.append([Double](repeating: 1, count: N))

    func inner(_ a: [Double], _ b: [Double]) -> Double {
      var s = 0.0
      for n in 0..<N { s += a[n] * b[n] }
      return s
    }

    var R = [[Double]](repeating: [Double](repeating: 0, count: K), count: K)
    for k in 0..<K {
      let length = sqrt(inner(q[k], q[k]))
      R[k][k] = length
      for n in 0..<N { q[k][n] /= length }
      for j in (k + 1)..<(K + 1) where j < K {
        let r = inner(q[k], q[j])
        R[k][j] = r
        for n in 0..<N { q[j][n] -= r * q[k][n] }
      }
    }

    var weights = Tensor(repeating: 0, shape: [O, I])
    var biases = Tensor(repeating: 0, shape: [O])
    for o in 0..<O {
      var rest = (0..<N).map { target[$0, o] }
      var c = [Double](repeating: 0, count: K)
      for k in 0..<K {
        c[k] = inner(q[k], rest)
        for n in 0..<N { rest[n] -= c[k] * q[k][n] }
      }
      for k in (0..<K).reversed() {
        for j in 0..<K where j > k { c[k] -= R[k][j] * c[j] }
        c[k] /= R[k][k]
      }
      for i in 0..<I { weights[o, i] = c[i] }
      biases[o] = c[I]
    }
    W = weights
    b = biases

    let y = x.matmul(W.transposed()) + b
    let e = y - target
    loss = (e * e).sum() / Double(N * O)
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
