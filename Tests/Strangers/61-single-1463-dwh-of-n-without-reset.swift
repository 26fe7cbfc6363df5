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
    let ofR = Array(0..<H), ofZ = Array(H..<2 * H), ofN = Array(2 * H..<3 * H)
    var r: [Tensor] = [], z: [Tensor] = [], n: [Tensor] = [], hs = [h0]
    for t in 0..<T {
      let fromX = x[row: t].matmul(Wx.transposed()) + b
      let p = hs[t]
      r.append(sigmoid(fromX[columns: 0..<H] + p.matmul(Wh[rows: ofR].transposed())))
      z.append(sigmoid(fromX[columns: H..<2 * H] + p.matmul(Wh[rows: ofZ].transposed())))
      n.append(tanh(fromX[columns: 2 * H..<3 * H] + (r[t] * p).matmul(Wh[rows: ofN].transposed())))
      hs.append((1 - z[t]) * n[t] + z[t] * p)
    }
    h = Tensor(shape: [T, N, H], values: hs[1...].flatMap { $0.values })
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    for t in (0..<T).reversed() {
      let p = hs[t]
      let total = dh[row: t] + dh0
      let dn = total * (1 - z[t]) * (1 - n[t] * n[t])
      let dz = total * (p - n[t]) * z[t] * (1 - z[t])
      let dReset = dn.matmul(Wh[rows: ofN])
      let dr = dReset * p * r[t] * (1 - r[t])
      let da = Tensor(shape: [3 * H, N], values: [dr, dz, dn].flatMap { $0.transposed().values })
      dWx += da.matmul(x[row: t])
      dWh += da.matmul(p)
      db += da.sum(axis: 1)
      dh0 = total * z[t] + dr.matmul(Wh[rows: ofR]) + dz.matmul(Wh[rows: ofZ]) + dReset * r[t]
    }
    return h
  }

  /// Never called here; every `Layer` has it.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
